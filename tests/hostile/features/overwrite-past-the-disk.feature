# intent: has a host write past the end of the LUN
# expect: refused: are not inside LUN
@hosts:1 @needs:qemu @needs:lun
Feature: overwrite past the disk

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN
    When a host overwrites 4096 bytes of the LUN at byte 1125899906842624
    Then the guest is healthy
