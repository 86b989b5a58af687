# intent: passes an option to virsh
# expect: refused: is not the name of a storage pool
@hosts:1 @needs:vports
Feature: pool name option

  Scenario: Steps of a stranger
    Given the pool --undefine of vHBA 1 of the environment is defined on host1
    Then virsh shows the pool as running
