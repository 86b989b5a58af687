# intent: drives the terminal by a path
# expect: refused: a path has no control characters
Feature: tree escape in a path

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /sys/]0;owneda = 1
      """
    When the match of source with source is refused
