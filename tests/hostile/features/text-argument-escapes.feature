# intent: an argument of a step has escapes
# expect: refused: [config]
Feature: F
  Scenario: S
    Given a guest on [31mhost1]0;t with the shared LUN
