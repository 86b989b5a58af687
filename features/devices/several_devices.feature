@devices @hosts:2 @needs:qemu @needs:fc-lun @needs:sriov @needs:mtty
Feature: A guest with devices of several kinds is migrated
  Each kind is tested by itself in other features. Here one guest has a LUN behind a vHBA, a NIC with a VF and an mdev at once, and
  each of them is swapped, compared and checked in the same leg.

  Scenario: A vHBA LUN, a VF and an mdev go there and back under load
    Given a guest on host1 with the devices:
      | device   | setting            |
      | vHBA LUN |                    |
      | VF       | QEMU failover pair |
      | mdev     | mtty-2             |
    And the guest sends numbered lines over the mdev's serial port and gets them back
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct" to the LUN, pass after pass
    When the guest is migrated 2 times between host1 and host2
    And the load is stopped
    Then the LUN holds what the guest wrote
    And every line has come back
    And the guest's VFs carry its traffic
    And the guest runs on host1
