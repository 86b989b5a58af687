@hosts:2 @needs:qemu @needs:lun
Feature: Many legs in one run

  Scenario: Two hundred legs under load
    Given a guest on host1 with the shared LUN
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct" to the LUN, pass after pass
    When the guest is migrated 200 times between host1 and host2
    And the load is stopped
    Then the legs do not get slower than 3 times
    And the LUN holds what the guest wrote
