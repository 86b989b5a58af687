# intent: names a recorded host like a path
# expect: refused: is not the name of an mdev
Feature: tree name path

  Scenario: A recorded host
    Given ../../tmp/x is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /sys/class/mdev_bus/mtty -> ../../devices/virtual/mtty/mtty
      /sys/bus/mdev/devices/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 -> ../../../devices/virtual/mtty/mtty/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001
      /sys/devices/virtual/mtty/mtty/mdev_supported_types/mtty-2/name = Dual port serial
      /sys/devices/virtual/mtty/mtty/mdev_supported_types/mtty-2/device_api = vfio-pci
      /sys/devices/virtual/mtty/mtty/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001/mdev_type -> ../mdev_supported_types/mtty-2
      """
    Then the match of ../../tmp/x with ../../tmp/x says same
