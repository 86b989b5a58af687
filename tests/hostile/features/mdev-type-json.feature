# intent: adds members to the definition for mdevctl
# expect: refused: is not the name of an mdev type
@hosts:1 @needs:mtty
Feature: mdev type json

  Scenario: Steps of a stranger
    Given an mdev m of type a","attrs":[{"remove":"1"}],"x":" on host1
    Then the mdevs are as they were made
