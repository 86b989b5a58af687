@passthrough @hosts:2 @needs:qemu @needs:lun @needs:sriov
Feature: A guest with a passed-through NIC stays connected when it is migrated (seed 002)
  A virtual function (VF) of an SR-IOV NIC cannot be migrated: it is taken out before a migration and another one is given to the guest on
  the destination, while a virtio NIC carries the traffic. The destination's VF is of the same model of NIC and on the same network.

  Scenario Outline: There and back, by <way>
    Given at least 2 VFs on the NIC of each host
    And a guest on host1 with the shared LUN, whose VF stays connected by "<way>"
    And the guest is pinged every 10 ms from host1
    When the guest is migrated 2 times between host1 and host2
    Then the guest's VFs carry its traffic
    And the guest was out of reach for at most <gap> ms at a time, and at most <lost> pings were lost

    Examples:
      | way                | gap  | lost |
      | QEMU failover pair | 1000 | 150  |
      | guest bond         | 1000 | 100  |
      | libvirt teaming    | 1200 | 200  |
