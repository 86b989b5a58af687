# intent: writes a file of the tester by dots below a link
# expect: runs
Feature: tree path out by link and dots

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /sys/deep/er/a -> /
      /sys/deep/er/a/../tmp/testharness-bait/tree-path-out-by-link-and-dots = x
      """
    When the match of source with source is refused
