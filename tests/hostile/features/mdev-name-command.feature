# intent: runs a command by the name of an mdev
# expect: refused: is not the name of an mdev
@hosts:1 @needs:mtty
Feature: mdev name command

  Scenario: Steps of a stranger
    Given an mdev $(touch${IFS}/tmp/testharness-bait/mdev-name-command) of type mtty-2 on host1
    Then the mdevs are as they were made
