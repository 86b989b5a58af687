@hosts:2
Feature: Tables
  Scenario: An option that is not there
    Given a guest on host1 with the shared LUN
    When the guest is migrated to host2 with:
      | option | value |
      | mode   | turbo |
    And the guest is migrated to host2 with:
      | setting | value   |
      | mode    | precopy |
