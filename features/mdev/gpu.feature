@mdev @recorded
Feature: A GPU's mdev is matched before the migration
  The type's description has what the guest gets: heads, frame buffer, resolution; out-of-tree drivers tell by which version they
  migrate. No lab here has such GPUs; what was recorded of hosts that have is compared.

  Background:
    Given source is the mdev bc127e23-9a4d-4d06-a7ab-25cd2a0b5b1e of a host that was recorded as:
      """
      /sys/class/mdev_bus/0000:41:00.0 -> ../../devices/pci0000:40/0000:40:03.1/0000:41:00.0
      /sys/bus/mdev/devices/bc127e23-9a4d-4d06-a7ab-25cd2a0b5b1e -> ../../../devices/pci0000:40/0000:40:03.1/0000:41:00.0/bc127e23-9a4d-4d06-a7ab-25cd2a0b5b1e
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/driver -> ../../../../bus/pci/drivers/nvidia
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/vendor = 0x10de
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/device = 0x1db1
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/subsystem_vendor = 0x10de
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/subsystem_device = 0x1212
      /sys/bus/pci/drivers/nvidia/module -> ../../../../module/nvidia
      /sys/module/nvidia/version = 535.161.05
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/mdev_supported_types/nvidia-300/name = GRID V100-8C
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/mdev_supported_types/nvidia-300/device_api = vfio-pci
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/mdev_supported_types/nvidia-300/description = num_heads=1, frl_config=60, framebuffer=8192M, max_resolution=4096x2160, max_instance=2
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/mdev_supported_types/nvidia-300/migration_version = 535.161-v1
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/bc127e23-9a4d-4d06-a7ab-25cd2a0b5b1e/mdev_type -> ../mdev_supported_types/nvidia-300
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/bc127e23-9a4d-4d06-a7ab-25cd2a0b5b1e/driver -> ../../../../../bus/mdev/drivers/nvidia-vgpu-vfio
      /sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/bc127e23-9a4d-4d06-a7ab-25cd2a0b5b1e/iommu_group -> ../../../../../kernel/iommu_groups/93
      """

  Scenario: A driver of another version that migrates the same way
    Given destination was recorded like source, but for "/sys/module/nvidia/version = 535.183.04"
    Then the match of source with destination says same

  Scenario Outline: The destination differs in the <attribute>
    Given destination was recorded like source, but for "/sys/devices/pci0000:40/0000:40:03.1/0000:41:00.0/<line>"
    When the match of source with destination is refused
    Then the reason is:
      | attribute   | source   | destination   |
      | <attribute> | <source> | <destination> |

    Examples:
      | line                                                                                                                                  | attribute         | source                                 | destination                            |
      | mdev_supported_types/nvidia-300/description = num_heads=1, frl_config=60, framebuffer=4096M, max_resolution=4096x2160, max_instance=4 | framebuffer       | 8192M                                  | 4096M                                  |
      | mdev_supported_types/nvidia-300/migration_version = 550.54-v2                                                                         | migration version | 535.161-v1                             | 550.54-v2                              |
      | device = 0x1db6                                                                                                                       | parent PCI id     | 0x10de:0x1db1, subsystem 0x10de:0x1212 | 0x10de:0x1db6, subsystem 0x10de:0x1212 |
