# intent: adds elements to the XML of a pool
# expect: refused: is not the name of a storage pool
@hosts:1 @needs:vports
Feature: pool name xml

  Scenario: Steps of a stranger
    Given the pool x</name><target><path>/etc</path></target><name> of vHBA 1 of the environment is defined on host1
    Then virsh shows the pool as running
