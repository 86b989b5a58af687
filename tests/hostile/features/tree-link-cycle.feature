# intent: keeps the harness busy with links in a circle
# expect: runs
Feature: tree link cycle

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /sys/class/mdev_bus -> b
      /sys/class/b -> mdev_bus
      /sys/bus/mdev/devices/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 -> 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001
      """
    When the match of source with source is refused
