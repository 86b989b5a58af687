Feature: Syntax
  Scenario: A
    Given a guest on host1 with the shared LUN
    Whenever it is
