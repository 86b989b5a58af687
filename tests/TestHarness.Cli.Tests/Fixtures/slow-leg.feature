@hosts:2 @needs:qemu @needs:lun
Feature: A slow leg
  Scenario: By its bandwidth
    Given a guest on host1 with the shared LUN
    When the guest is migrated to host2 with:
      | option        | value   |
      | max bandwidth | 8MiB/s  |
