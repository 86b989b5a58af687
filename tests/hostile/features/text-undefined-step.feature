# intent: an error shows the step with its escapes
# expect: refused: no step definition for 'Given \x1b[31mRED\x1b[2J\x1b]0;title\x07'
Feature: F
  Scenario: S
    Given [31mRED[2J]0;title
