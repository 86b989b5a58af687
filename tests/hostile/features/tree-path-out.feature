# intent: writes a file of the tester by a path with dots
# expect: refused: the path leads out of the recorded tree
Feature: tree path out

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /proc/../../tmp/testharness-bait/tree-path-out = x
      """
    When the match of source with source is refused
