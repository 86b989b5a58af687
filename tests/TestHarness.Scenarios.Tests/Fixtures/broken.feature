Feature: Broken
  Scenario: A table
    Given a table
      | a | b |
      | 1 |
    this is no step
