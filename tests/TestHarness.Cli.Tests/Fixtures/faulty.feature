@hosts:2 @needs:qemu @needs:lun
Feature: Faulty
  Scenario: In each phase
    Given a guest on host1 with the shared LUN
    And the guest writes stamped blocks to the LUN
    When the guest is migrated 2 times between host1 and host2
    Then the guest is healthy
    And the guest is healthy
    And the guest is healthy
    And the guest is healthy
    When the load is stopped
    Then the LUN holds what the guest wrote
    And the guest runs on host1
