Feature: Nothing to run
  Scenario: No steps

  Scenario Outline: No rows
    Then the guest runs on <host>

    Examples:
      | host |
