Feature: Undefined
  Scenario: A
    Given a guest on host1 with the shared LUN
    When the moon is 3 times full
