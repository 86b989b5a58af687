# intent: creates an mdev that no ledger knows
# expect: refused: is not an attribute of an mdev
@hosts:1 @needs:mtty
Feature: mdev attribute of a type

  Scenario: Steps of a stranger
    Given an mdev m of type mtty-2 on host1 with the attributes:
      | attribute | value |
      | mdev_type/create | 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 |
    Then the mdevs are as they were made
