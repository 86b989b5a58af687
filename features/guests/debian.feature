@guests @migration @hosts:2 @needs:qemu
Feature: A distribution as the guest
  The guest is a Debian with systemd, udev and its own network manager, on an overlay over a disk image. Everything is checked in
  it as in the harness's own guest: kernel log, boot, taint, load and data. This is seed 000 with a guest as testers have it.

  Background:
    Given the guest is "debian"

  @needs:lun
  Scenario: There and back while dd writes to the shared LUN
    Given a guest on host1 with the shared LUN
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct" to the LUN, pass after pass
    When the guest runs "grep -qx ID=debian /etc/os-release && systemctl is-active systemd-networkd"
    And the guest is migrated 4 times between host1 and host2
    And the load is stopped
    Then the downtime of every leg is at most 1000 ms
    And no write stalled for longer than 10 s
    And the LUN holds what the guest wrote

  @vhba @needs:vhba @needs:fc-lun
  Scenario: There and back while dd writes to the LUN behind the vHBAs
    Given a vHBA on each host, with the same LUN behind them
    And a guest on host1 with the vHBA's LUN
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct" to the disk, pass after pass
    When the guest runs "grep -qx ID=debian /etc/os-release && systemctl is-active systemd-networkd"
    And the guest is migrated 2 times between host1 and host2
    And the load is stopped
    Then the disk holds what the guest wrote
