# intent: runs a command by the name of a pool
# expect: refused: is not the name of a storage pool
@hosts:1 @needs:vports
Feature: pool name command

  Scenario: Steps of a stranger
    Given the pool ';touch${IFS}/tmp/testharness-bait/pool-name-command;' of vHBA 1 of the environment is defined on host1
    Then virsh shows the pool as running
