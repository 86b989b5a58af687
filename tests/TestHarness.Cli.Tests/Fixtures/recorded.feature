Feature: Recordings
  @recorded
  Scenario: Of a host that is not here
    Given source is the mdev 8e782fea-e5f4-45fa-a0f9-024cf66e5009 of a host that was recorded as:
      """
      /sys/bus/mdev/devices/8e782fea-e5f4-45fa-a0f9-024cf66e5009 -> ../../../devices/none
      """
    When the match of source with source is refused
