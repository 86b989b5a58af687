@hosts:2 @needs:qemu @needs:lun
Feature: There and back
  Scenario: There and back
    Given a guest on host1 with the shared LUN
    When the guest is migrated 2 times between host1 and host2
    Then the guest runs on host1
