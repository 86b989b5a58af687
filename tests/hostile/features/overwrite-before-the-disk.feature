# intent: overwrites before the start of the disk
# expect: refused: the offset of a byte: a whole number from 0
@hosts:1 @needs:qemu @needs:lun
Feature: overwrite before the disk

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN
    When a host overwrites 4096 bytes of the LUN at byte -4096
    Then the data check fails
