# intent: compares a directory of the tester as an mdev
# expect: runs
Feature: tree reads the root

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /sys/bus/mdev/devices/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 -> /etc/ssh
      /sys/class/mdev_bus/x -> /root
      """
    When the match of source with source is refused
