# intent: has an undo remove a directory above mdevctl.d
# expect: refused: '../cron.d' is not the name of an mdev's parent
@hosts:1 @needs:mtty
Feature: mdev parent path

  Scenario: Steps of a stranger
    Given an mdev m of type mtty-2 that is only defined on host1, below the parent ../cron.d
    When the match of m with m is refused
