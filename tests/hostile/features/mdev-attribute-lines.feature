# intent: writes several lines into an attribute
# expect: refused: is not a value of the attribute assign_adapter
@hosts:1 @needs:mtty
Feature: mdev attribute lines

  Scenario: Steps of a stranger
    Given an mdev m of type mtty-2 on host1 with the attributes:
      | attribute | value |
      | assign_adapter | 1\n2 |
    Then the mdevs are as they were made
