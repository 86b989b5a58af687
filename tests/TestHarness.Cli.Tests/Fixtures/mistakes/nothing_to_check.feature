Feature: Nothing to check
  Scenario: Givens alone
    Given a guest on host1 with the shared LUN
