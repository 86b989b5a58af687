@passthrough @hosts:2 @needs:qemu @needs:lun @needs:sriov
Feature: What can go wrong with a passed-through NIC around a migration (seed 002)
  "Difficult error handling, difficult selection of the new NIC on the target host, confliction with the guest's network configuration":
  whatever happens, the guest runs in one place, stays connected, and the reason is told.

  Scenario Outline: The guest does not let its VF go, by <way>
    Given at least 1 VFs on the NIC of each host
    And guests with native PCI Express hotplug
    And a guest on host1 with the shared LUN, whose VF stays connected by "<way>"
    And the guest is pinged every 10 ms from host2
    When the guest does not answer hot-unplug any more
    And a migration to host2 fails
    Then the reason names "<reason>"
    And the guest runs on host1
    And the guest's VFs carry its traffic
    And the guest was out of reach for at most 500 ms at a time, and at most 50 pings were lost

    Examples:
      | way                | reason                      |
      | QEMU failover pair | to let its VFs go           |
      | guest bond         | DEVICE_DELETED of 'ua-vf1'  |

  Scenario: One of two VFs cannot be added on the destination
    Somebody else takes it between its choice and the end of the migration.
    Given at least 3 VFs on the NIC of each host
    And a guest on host1 with the shared LUN, whose 2 VFs stay connected by "guest bond"
    When a process on host2 takes the first VF that is bound for a guest there
    And the policy for a VF that cannot be added is to "migrate back"
    And the guest is migrated to host2
    Then the guest runs on host1
    And the guest's VFs carry its traffic
    When a process on host2 takes the first VF that is bound for a guest there
    And the policy for a VF that cannot be added is to "go on"
    And the guest is migrated to host2
    Then the guest runs on host2
    And NIC 1 of the guest is without its VF, for a reason that names "is held by sleep pid"

  Scenario: The destination has no suitable VF, and the guest's own network stays as it is
    Given at least 1 VFs on the NIC of each host
    And a guest on host1 with the shared LUN and a VF for a "guest bond", which is not set up
    When the guest runs "ip link set eth0 up && ip addr add 192.0.2.7/24 dev eth0"
    And its set-up is refused
    Then the reason names "eth0 has the address 192.0.2.7/24"
    When the guest runs "ip -o -4 addr show dev eth0 | grep -q 192.0.2.7 && [ -z \"$(cat /sys/class/net/bond0/bonding/slaves)\" ]"
    And another guest on host2 has every VF there
    And a migration to host2 is refused
    Then the reason names "host2 has no virtual function for the guest, which wants network 'guests' and a NIC 8086:10c9 with driver igb"
    And the reason names " sleep has it"
    And the guest runs on host1

  @guests
  Scenario: The network manager of a distribution has the guest's NICs
    Given the guest is "debian"
    And at least 1 VFs on the NIC of each host
    And a guest on host1 with the shared LUN and a VF for a "guest bond", which is not set up
    When its set-up is refused
    Then the reason names "is managed by systemd-networkd"
    When the guest runs "printf '[Match]\nType=ether bond\n[Link]\nUnmanaged=yes\n' > /etc/systemd/network/10-bond.network"
    And the guest runs "networkctl reload && udevadm settle"
    And its set-up is made
    And the guest is migrated 2 times between host1 and host2
    Then the guest's VFs carry its traffic
