@hosts:3
Feature: Three hosts
  Scenario: Needs more than there is
    Given a guest on host1 with the shared LUN
    Then the guest is healthy
