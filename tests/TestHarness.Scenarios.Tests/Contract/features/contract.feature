@contract @severity:critical @bug:2227118
Feature: What step classes can rely on
  Whatever runs them and writes the results.

  Background:
    Given a lab of 2 hosts

  Scenario: Text, words and numbers reach the method
    When "it's quoted" and plain are given 3 times
    Then the hosts heard "it's quoted", plain

  Scenario: A table and a text reach the method
    When these move:
      | way  | times |
      | tcp  | 1     |
      | unix | 20    |
    Then the log says
      """
      lab
      tcp 1
      unix 20
      """

  Scenario Outline: <count> move by <way>
    About moving.
    When <count> go by "<way>"
      | way   |
      | <way> |
    Then the log has <count> lines

    @first
    Examples: First
      | count | way |
      | 1     | tcp |
      | 2     | tcp |

    @second
    Examples: Second
      | count | way  |
      | 2     | unix |

  @hooks
  Scenario: Hooks run by their order, around blocks and steps
    When it runs
    Then the log says
      """
      before 1
      before 2
      before scenario block
      before step
      lab
      after step
      after scenario block
      before scenario block
      before step
      ran
      after step
      after scenario block
      before scenario block
      before step
      """

  Scenario: Evidence belongs to the step that attaches it
    When a file with "evidence" is attached
    * it runs

  @rule-tag
  Rule: A rule has a background of its own

    Background:
      Given a device

    Scenario: Both backgrounds come first
      Then the log says
        """
        lab
        device
        """
