# intent: builds a path out of the tree by placeholders
# expect: refused: the path leads out of the recorded tree
Feature: tree outline builds a path

  Scenario Outline: <where>
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /sys/a = 1
      """
    And destination was recorded like source, but for "/proc/<up>/<up><where> = 1"
    Then the match of source with destination says same

    Examples:
      | up | where                       |
      | .. | /tmp/testharness-bait/outline |
