@migration @ping-pong @hosts:2 @needs:qemu @needs:lun
Feature: Ping-pong migration under load
  A guest whose disk is a LUN that both hosts share is migrated there and back while it writes to it. No error may show in the
  guest, on a host or in QEMU after any leg, and nothing written may be lost. This is seed 000, with a file in place of the FC LUN.

  Background:
    Given a guest on host1 with the shared LUN

  @smoke
  Scenario: There and back while dd writes to the LUN
    Given the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct" to the LUN, pass after pass
    When the guest is migrated 2 times between host1 and host2
    And the load is stopped
    Then the downtime of every leg is at most 1000 ms
    And no write stalled for longer than 10 s
    And the LUN holds what the guest wrote

  # A trend needs six legs at least.
  Scenario: Round after round while dd writes to the LUN
    Given the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct" to the LUN, pass after pass
    When the guest is migrated 10 times between host1 and host2
    And the load is stopped
    Then the downtime of every leg is at most 1000 ms
    And no write stalled for longer than 10 s
    And the legs do not get slower than 3 times
    And the LUN holds what the guest wrote

  Scenario: No stamped block is lost on the way there and back
    Given the guest writes stamped blocks to the LUN
    When the guest is migrated 2 times between host1 and host2
    And the load is stopped
    Then the LUN holds what the guest wrote
