# intent: names a process of the tester as the holder of an mdev
# expect: runs
Feature: tree holder forged

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /sys/class/mdev_bus/mtty -> ../../devices/virtual/mtty/mtty
      /sys/bus/mdev/devices/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 -> ../../../devices/virtual/mtty/mtty/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001
      /sys/devices/virtual/mtty/mtty/mdev_supported_types/mtty-2/name = Dual port serial
      /sys/devices/virtual/mtty/mtty/mdev_supported_types/mtty-2/device_api = vfio-pci
      /sys/devices/virtual/mtty/mtty/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001/mdev_type -> ../mdev_supported_types/mtty-2
      /sys/devices/virtual/mtty/mtty/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001/iommu_group -> ../../../../kernel/iommu_groups/3
      /proc/1/fd/3 -> /dev/vfio/3
      /proc/1/cmdline = qemu\0-name\0$(touch /tmp/testharness-bait/tree-holder-forged)
      """
    When the match of source with source is refused
