# intent: writes past where any disk ends
# expect: refused: bs × (seek + count) exceeds 2^63 − 1 bytes
@hosts:1 @needs:qemu @needs:lun
Feature: dd past every disk

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN
    And the guest writes "dd if=/dev/zero of=/dev/sda bs=1G count=9000000000" to the LUN, pass after pass
    Then the guest is healthy
