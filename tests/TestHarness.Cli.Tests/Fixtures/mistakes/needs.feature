Feature: Needs
  @hosts:two
  Scenario: A tag that cannot be read
    Given a guest on host1 with the shared LUN
    Then the guest is healthy
