# intent: removes the mdev behind the ledger
# expect: refused: is not an attribute of an mdev
@hosts:1 @needs:mtty
Feature: mdev attribute remove

  Scenario: Steps of a stranger
    Given an mdev m of type mtty-2 on host1 with the attributes:
      | attribute | value |
      | remove | 1 |
    Then the mdevs are as they were made
