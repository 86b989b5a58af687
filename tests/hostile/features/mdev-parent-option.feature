# intent: passes an option to mdevctl
# expect: refused: '--jsonfile=/etc/shadow' is not the name of an mdev's parent
@hosts:1 @needs:mtty
Feature: mdev parent option

  Scenario: Steps of a stranger
    Given an mdev m of type mtty-2 that is only defined on host1, below the parent --jsonfile=/etc/shadow
    When the match of m with m is refused
