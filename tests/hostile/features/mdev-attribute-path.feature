# intent: has mdevctl write a file of the host
# expect: refused: is not an attribute of an mdev
@hosts:1 @needs:mtty
Feature: mdev attribute path

  Scenario: Steps of a stranger
    Given an mdev m of type mtty-2 on host1 with the attributes:
      | attribute | value |
      | ../../../../tmp/testharness-bait/mdev-attribute-path | x |
    Then the mdevs are as they were made
