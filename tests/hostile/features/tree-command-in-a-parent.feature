# intent: runs a command by the name of a parent
# expect: runs
Feature: tree command in a parent

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /sys/class/mdev_bus/;id -> ../../devices/virtual/mtty/$(touch${IFS}-tmp-testharness-bait)
      /sys/bus/mdev/devices/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 -> ../../../devices/virtual/mtty/$(touch${IFS}-tmp-testharness-bait)/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001
      /sys/devices/virtual/mtty/$(touch${IFS}-tmp-testharness-bait)/mdev_supported_types/mtty-2/name = Dual port serial
      /sys/devices/virtual/mtty/$(touch${IFS}-tmp-testharness-bait)/mdev_supported_types/mtty-2/device_api = vfio-pci
      /sys/devices/virtual/mtty/$(touch${IFS}-tmp-testharness-bait)/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001/mdev_type -> ../mdev_supported_types/mtty-2
      """
    Then the match of source with source says same
