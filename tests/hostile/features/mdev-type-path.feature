# intent: creates an mdev of another device by a path
# expect: refused: is not the name of an mdev type
@hosts:1 @needs:mtty
Feature: mdev type path

  Scenario: Steps of a stranger
    Given an mdev m of type ../../0000:01:00.0/remove on host1
    Then the mdevs are as they were made
