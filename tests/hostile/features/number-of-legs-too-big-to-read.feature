# intent: overflows a number
# expect: refused: a whole number from 1 to 10000
@hosts:2 @needs:qemu @needs:lun
Feature: number of legs too big to read

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN
    When the guest is migrated 99999999999999999999 times between host1 and host2
