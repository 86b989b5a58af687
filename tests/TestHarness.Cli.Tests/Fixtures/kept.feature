@hosts:2 @needs:qemu @needs:lun
Feature: Kept
  Scenario: Fails after a leg
    Given a guest on host1 with the shared LUN
    When the guest is migrated to host2
    Then the downtime of every leg is at most 0 ms

  Scenario: Comes after the failure
    Given a guest on host1 with the shared LUN
    Then the guest is healthy
