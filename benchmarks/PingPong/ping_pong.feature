@hosts:2 @needs:qemu @needs:lun
Feature: The scenario that is measured against a bare script

  Scenario: Four legs under load
    Given a guest on host1 with the shared LUN
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct" to the LUN, pass after pass
    When the guest is migrated 4 times between host1 and host2
    And the load is stopped
    Then the LUN holds what the guest wrote
