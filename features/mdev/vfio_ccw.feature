@mdev @recorded
Feature: A vfio-ccw mdev is matched before the migration
  "libvirt mdev migration, mdevctl integration": the child ccw device of the subchannel must be the same, whatever the subchannel's
  number. No lab here has subchannels; what was recorded of hosts that have is compared.

  Background:
    Given source is the mdev 8e782fea-e5f4-45fa-a0f9-024cf66e5009 of a host that was recorded as:
      """
      /sys/class/mdev_bus/0.0.0313 -> ../../devices/css0/0.0.0313
      /sys/bus/mdev/devices/8e782fea-e5f4-45fa-a0f9-024cf66e5009 -> ../../../devices/css0/0.0.0313/8e782fea-e5f4-45fa-a0f9-024cf66e5009
      /sys/devices/css0/0.0.0313/driver -> ../../../bus/css/drivers/vfio_ccw
      /sys/devices/css0/0.0.0313/dev_busid = 0.0.26ab
      /sys/devices/css0/0.0.0313/chpids = 50 54 00 00 00 00 00 00
      /sys/devices/css0/0.0.0313/mdev_supported_types/vfio_ccw-io/name = I/O subchannel (Non-QDIO)
      /sys/devices/css0/0.0.0313/mdev_supported_types/vfio_ccw-io/device_api = vfio-ccw
      /sys/devices/css0/0.0.0313/8e782fea-e5f4-45fa-a0f9-024cf66e5009/mdev_type -> ../mdev_supported_types/vfio_ccw-io
      /sys/devices/css0/0.0.0313/8e782fea-e5f4-45fa-a0f9-024cf66e5009/driver -> ../../../../bus/mdev/drivers/vfio_ccw_mdev
      /sys/devices/css0/0.0.0313/8e782fea-e5f4-45fa-a0f9-024cf66e5009/iommu_group -> ../../../../kernel/iommu_groups/1
      """

  Scenario: The same device behind a subchannel of another number
    Given destination is the mdev 8e782fea-e5f4-45fa-a0f9-024cf66e5009 of a host that was recorded as:
      """
      /sys/class/mdev_bus/0.0.0d4f -> ../../devices/css0/0.0.0d4f
      /sys/bus/mdev/devices/8e782fea-e5f4-45fa-a0f9-024cf66e5009 -> ../../../devices/css0/0.0.0d4f/8e782fea-e5f4-45fa-a0f9-024cf66e5009
      /sys/devices/css0/0.0.0d4f/driver -> ../../../bus/css/drivers/vfio_ccw
      /sys/devices/css0/0.0.0d4f/dev_busid = 0.0.26ab
      /sys/devices/css0/0.0.0d4f/chpids = 50 54 00 00 00 00 00 00
      /sys/devices/css0/0.0.0d4f/mdev_supported_types/vfio_ccw-io/name = I/O subchannel (Non-QDIO)
      /sys/devices/css0/0.0.0d4f/mdev_supported_types/vfio_ccw-io/device_api = vfio-ccw
      /sys/devices/css0/0.0.0d4f/8e782fea-e5f4-45fa-a0f9-024cf66e5009/mdev_type -> ../mdev_supported_types/vfio_ccw-io
      /sys/devices/css0/0.0.0d4f/8e782fea-e5f4-45fa-a0f9-024cf66e5009/driver -> ../../../../bus/mdev/drivers/vfio_ccw_mdev
      /sys/devices/css0/0.0.0d4f/8e782fea-e5f4-45fa-a0f9-024cf66e5009/iommu_group -> ../../../../kernel/iommu_groups/7
      """
    Then the match of source with destination says compatible

  Scenario Outline: The destination has <what>
    Given destination was recorded like source, but for "<line>"
    When the match of source with destination is refused
    Then the reason is:
      | attribute   | source   | destination   |
      | <attribute> | <source> | <destination> |

    Examples:
      | what                 | line                                                        | attribute    | source                  | destination             |
      | another child device | /sys/devices/css0/0.0.0313/dev_busid = 0.0.26ac             | child device | 0.0.26ab                | 0.0.26ac                |
      | no child device      | /sys/devices/css0/0.0.0313/dev_busid = none                 | child device | 0.0.26ab                | none                    |
      | other channel paths  | /sys/devices/css0/0.0.0313/chpids = 50 55 00 00 00 00 00 00 | chpids       | 50 54 00 00 00 00 00 00 | 50 55 00 00 00 00 00 00 |
