# intent: names evidence and the script that reproduces it by a path and commands
# expect: runs
@hosts:1 @needs:qemu @needs:lun
Feature: title of a path and commands

  Scenario: ../../../../tmp/testharness-bait/title'; touch /tmp/testharness-bait/title; $(touch /tmp/testharness-bait/title) `touch /tmp/testharness-bait/title`
    Given a guest on host1 with the shared LUN
    Then the guest is healthy
