# intent: fills the memory with thousands of lines
# expect: refused: a recorded tree has 8300 lines
Feature: tree thousands of lines

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      #repeat 8300 /{n} =
      """
    When the match of source with source is refused
