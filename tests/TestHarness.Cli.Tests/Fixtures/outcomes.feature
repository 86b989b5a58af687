Feature: Outcomes
  Scenario: Passes
  # It has no step that could fail.

  @ignore
  Scenario: Is ignored
    Given a step that is not written yet

  @bad
  Scenario: Fails
    Given a guest on host1 with the shared LUN
