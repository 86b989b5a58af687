@feature-tag
Feature: Rules and outlines
  What it says.

  Background:
    Given a lab

  Scenario: Plain
    And another lab
    When it runs
    * it runs again
    Then it is well
    But not too well

  @rule-tag
  Rule: With its own background

    Background:
      Given a device

    @outline-tag
    Scenario Outline: Move <count> by <way>
      When <count> move by <way>
        | way   | times   |
        | <way> | <count> |
      Then the log says
        """
        <count> moved
        """

      @first
      Examples: First
        | count | way |
        | 1     | tcp |
        | 2     | tcp |

      @second
      Examples: Second
        | count | way  |
        | 3     | unix |
