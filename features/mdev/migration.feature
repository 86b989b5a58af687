@mdev @hosts:1 @any-host @needs:qemu @needs:mtty
Feature: A guest with an mdev is migrated (seed 003)
  mtty, the kernel's sample of a serial card, can be migrated by its driver: what is on its lines goes along. Its mdev is matched with the
  destination's before a QEMU is started there.

  Scenario: There and back, with data on the serial line
    Given mdevs mdev0 and mdev1 of type mtty-2 on host1
    And a guest with the mdev mdev0
    And the guest sends numbered lines over the mdev's serial port and gets them back
    When the guest is migrated 2 times between mdev0 and mdev1
    Then every line has come back
    And the guest runs on mdev0
    And the mdevs are as they were made

  Scenario: No QEMU is started for an mdev that does not match or is in use
    Given mdevs mdev0 and mdev1 of type mtty-1 on host1
    And an mdev mdev2 of type mtty-2 on host1
    And a guest with the mdev mdev0
    When a migration to mdev2 is refused
    Then the reason names "type is 'mtty-1' on the source and 'mtty-2' on the destination"
    When another process has the mdev mdev1
    And a migration to mdev1 is refused
    Then the reason names "is in use: sleep pid"
    When the mdev mdev2 is stopped
    And a migration to mdev2 is refused
    Then the reason names "and not started"
    When the mdev mdev2 is undefined
    And a migration to mdev2 is refused
    Then the reason names "mdevctl has no definition of it"
    And the guest runs on mdev0
