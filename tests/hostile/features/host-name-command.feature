# intent: runs a command by the name of a host
# expect: refused: is not the name of a host
@hosts:1 @needs:qemu
Feature: host name command

  Scenario: Steps of a stranger
    When host1;touch${IFS}/tmp/testharness-bait/host-name-command reboots
