@vhba @hosts:2 @needs:qemu @needs:vhba @needs:fc-lun
Feature: What can go wrong with vHBAs is noticed
  Each scenario breaks something on purpose, and passes only if the harness says what it is.

  Scenario: The destination does not see the LUN
    Given a vHBA on host1, with the LUN behind it
    When a vHBA on host2 with WWNs of its own does not have the LUN
    Then the reason names "was expected behind WWPN"
    And a vHBA on host2 has the LUN behind it

  @needs:fc-lun>=2
  Scenario: The destination has another LUN by the same path
    Given a vHBA on host1, with the LUN behind it
    When vHBA 3 on host2 has another LUN
    Then the reason names LUN fc1 by the path of the LUN on host1

  @needs:fabric-control
  Scenario: The switch has no room for one vHBA more
    Given the switch lets an HBA have 2 vHBAs
    And a vHBA on host1, with the LUN behind it
    And vHBA 2 of the environment is created on host1
    And the vHBA is Online
    When one vHBA more on host1 does not come up
    Then the reason names "was expected to be Online"

  @needs:fabric-control
  Scenario: The loss of a path that is expected is no failure
    Given a vHBA on host1, with the LUN behind it
    And the loss of a path is expected on host1
    When the link of the vHBA on host1 goes down
    Then a path of host1 is lost within 60 s

  @needs:fabric-control
  Scenario: The vHBA's link goes down during a migration
    Given a vHBA on each host, with the same LUN behind them
    And a guest on host1 with the vHBA's LUN
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct" to the disk, pass after pass
    And a migration to host2 is under way with:
      | option        | value  |
      | max bandwidth | 1MiB/s |
    When the link of the vHBA on host1 goes down
    And the migration is cancelled
    Then the health check fails within 60 s and names:
      | finding                |
      | blocked FC remote port |
      | offline                |
