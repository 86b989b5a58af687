Feature: Outcomes
  Scenario: Passes
    Given source is the mdev 8e782fea-e5f4-45fa-a0f9-024cf66e5009 of a host that was recorded as:
      """
      /sys/bus/mdev/devices/8e782fea-e5f4-45fa-a0f9-024cf66e5009 -> ../../../devices/none
      """
    When the match of source with source is refused

  @ignore
  Scenario: Is ignored
    Given a step that is not written yet

  @bad
  Scenario: Fails
    Given a guest on host1 with the shared LUN
    Then the guest is healthy
