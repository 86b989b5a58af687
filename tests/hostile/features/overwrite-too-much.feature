# intent: fills the disk of a host
# expect: refused: a whole number from 1 to 1073741824
@hosts:1 @needs:qemu @needs:lun
Feature: overwrite too much

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN
    When a host overwrites 999999999999 bytes of the LUN at byte 0
    Then the data check fails
