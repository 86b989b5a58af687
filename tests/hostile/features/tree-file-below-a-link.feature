# intent: writes a file of the tester through a link of the recorded tree
# expect: runs
Feature: tree file below a link

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /proc/a -> /tmp/testharness-bait
      /proc/a/tree-file-below-a-link = ssh-rsa AAAA stranger
      """
    When the match of source with source is refused
