# intent: drives the terminal and the report by what a device calls itself
# expect: runs
Feature: tree escape in content

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /sys/class/mdev_bus/mtty -> ../../devices/virtual/mtty/mtty
      /sys/bus/mdev/devices/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 -> ../../../devices/virtual/mtty/mtty/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001
      /sys/devices/virtual/mtty/mtty/mdev_supported_types/mtty-2/name = [2J]0;owned<script>alert(1)</script>‮gnp.exe
      /sys/devices/virtual/mtty/mtty/mdev_supported_types/mtty-2/device_api = vfio-pci
      /sys/devices/virtual/mtty/mtty/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001/mdev_type -> ../mdev_supported_types/mtty-2
      """
    Then the match of source with source says same
