# intent: reaches a directory of the tester by a relative link
# expect: refused: the path leads out of the recorded tree
Feature: tree link out

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /sys/a -> ../../tmp/testharness-bait
      /sys/a/tree-link-out = x
      """
    When the match of source with source is refused
