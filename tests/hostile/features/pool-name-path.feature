# intent: has libvirt keep a pool elsewhere
# expect: refused: is not the name of a storage pool
@hosts:1 @needs:vports
Feature: pool name path

  Scenario: Steps of a stranger
    Given the pool ../../cron.d/x of vHBA 1 of the environment is defined on host1
    Then virsh shows the pool as running
