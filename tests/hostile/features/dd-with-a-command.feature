# intent: runs a command after a dd
# expect: refused: is not a dd command
@hosts:1 @needs:qemu @needs:lun
Feature: dd with a command

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN
    And the guest writes "dd if=/dev/zero of=/dev/sda bs=1M count=1 ; touch /tmp/testharness-bait/dd-with-a-command" to the LUN, pass after pass
    Then the guest is healthy
