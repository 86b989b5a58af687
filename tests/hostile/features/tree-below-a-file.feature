# intent: makes a directory of a file
# expect: refused: is a file or a circle of links by an earlier line
Feature: tree below a file

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /sys/a = 1
      /sys/a/b = 2
      """
    When the match of source with source is refused
