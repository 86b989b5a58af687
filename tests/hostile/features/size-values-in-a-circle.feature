# intent: values of an example name each other
# expect: refused: [config] the value of an example contains <b>, the placeholder of a column
Feature: F
  Scenario Outline: S <a>
    Given source is the mdev 62177883-f1bb-47f0-914d-32a22e3a8804 of a host that was recorded as:
      """
      /sys/bus/mdev/devices/62177883-f1bb-47f0-914d-32a22e3a8804 -> ../../../devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804
      /sys/devices/vfio_ap/matrix/driver -> ../../../bus/matrix/drivers/vfio_ap
      /sys/devices/vfio_ap/matrix/mdev_supported_types/vfio_ap-passthrough/device_api = vfio-ap
      /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/mdev_type -> ../mdev_supported_types/vfio_ap-passthrough
      /sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/matrix = 05.0004
      """
    And destination was recorded like source, but for "/sys/devices/vfio_ap/matrix/62177883-f1bb-47f0-914d-32a22e3a8804/matrix = 05.0004"
    Then the match of source with destination says same

    Examples:
      | a      | b      |
      | <b><b> | <a><a> |
