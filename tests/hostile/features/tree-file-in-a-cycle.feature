# intent: keeps the harness busy with a file below links in a circle
# expect: refused: is a file or a circle of links by an earlier line
Feature: tree file in a cycle

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /a -> b
      /b -> a
      /a/x = 1
      """
    When the match of source with source is refused
