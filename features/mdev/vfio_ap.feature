@mdev @recorded
Feature: A vfio-ap mdev is matched before the migration
  "libvirt mdev migration, mdevctl integration": adapters and domains are not virtualized, so that adapters, domains, control domains
  and card types must be the same on both sides. No lab here has AP cards; what was recorded of hosts that have is compared.

  Background:
    Given source is the mdev 62177883-f1bb-47f0-914d-32a22e3a8804 of a host that was recorded as:
      """
      /sys/class/mdev_bus/matrix -> ../../devices/vfio_ap/matrix
      /sys/bus/mdev/devices/62177883-f1bb-47f0-914d-32a22e3a8804 -> ../../../devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804
      /sys/devices/vfio_ap/matrix/driver -> ../../../bus/matrix/drivers/vfio_ap
      /sys/devices/vfio_ap/matrix/mdev_supported_types/vfio_ap-passthrough/name = VFIO AP Passthrough Device
      /sys/devices/vfio_ap/matrix/mdev_supported_types/vfio_ap-passthrough/device_api = vfio-ap
      /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/mdev_type -> ../mdev_supported_types/vfio_ap-passthrough
      /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/driver -> ../../../../bus/mdev/drivers/vfio_ap_mdev
      /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/iommu_group -> ../../../../kernel/iommu_groups/0
      /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/matrix = 05.0004\n05.00ab
      /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/guest_matrix = 05.0004\n05.00ab
      /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/control_domains = 0004\n00ab
      /sys/devices/ap/card05/type = CEX7C
      /sys/devices/ap/card05/hwtype = 13
      /etc/mdevctl.d/matrix/62177883-f1bb-47f0-914d-32a22e3a8804 = {"mdev_type":"vfio_ap-passthrough","start":"auto","attrs":[{"assign_adapter":"5"},{"assign_domain":"4"},{"assign_domain":"0xab"},{"assign_control_domain":"4"},{"assign_control_domain":"0xab"}]}
      """

  Scenario: The same matrix and cards
    Given destination was recorded like source, but for:
      """
      /etc/mdevctl.d/matrix/62177883-f1bb-47f0-914d-32a22e3a8804 = {"mdev_type":"vfio_ap-passthrough","start":"manual","attrs":[{"assign_adapter":"5"},{"assign_domain":"4"},{"assign_domain":"0xab"},{"assign_control_domain":"4"},{"assign_control_domain":"0xab"}]}
      """
    Then the match of source with destination says same

  Scenario: A domain is missing
    Given destination was recorded like source, but for:
      """
      /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/matrix = 05.0004
      /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/guest_matrix = 05.0004
      /etc/mdevctl.d/matrix/62177883-f1bb-47f0-914d-32a22e3a8804 = {"mdev_type":"vfio_ap-passthrough","start":"auto","attrs":[{"assign_adapter":"5"},{"assign_domain":"4"},{"assign_control_domain":"4"},{"assign_control_domain":"0xab"}]}
      """
    When the match of source with destination is refused
    Then the reason is:
      | attribute    | source                                                                                                     | destination                                                                            |
      | matrix       | 05.0004, 05.00ab                                                                                           | 05.0004                                                                                |
      | guest matrix | 05.0004, 05.00ab                                                                                           | 05.0004                                                                                |
      | attributes   | assign_adapter=5, assign_domain=4, assign_domain=0xab, assign_control_domain=4, assign_control_domain=0xab | assign_adapter=5, assign_domain=4, assign_control_domain=4, assign_control_domain=0xab |

  Scenario Outline: The destination differs in one thing: <what>
    Given destination was recorded like source, but for "<line>"
    When the match of source with destination is refused
    Then the reason is:
      | attribute   | source   | destination   |
      | <attribute> | <source> | <destination> |

    Examples:
      | what                               | line                                                                                          | attribute       | source           | destination     |
      | a card of another type             | /sys/devices/ap/card05/type = CEX7P                                                           | card 05         | CEX7C hwtype 13  | CEX7P hwtype 13 |
      | a control domain less              | /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/control_domains = 0004       | control domains | 0004, 00ab       | 0004            |
      | a queue without the driver vfio_ap | /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/guest_matrix = .0004\\n.00ab | guest matrix    | 05.0004, 05.00ab | .0004, .00ab    |
