@hosts:2 @needs:qemu @needs:lun
Feature: Interrupted
  Scenario: In each phase
    Given a guest on host1 with the shared LUN
    When the guest is migrated 2 times between host1 and host2
    Then the guest is healthy
    And the guest is healthy
    And the guest is healthy
    And the guest is healthy
    And the guest is healthy
    And the guest runs on host1
