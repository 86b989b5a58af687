# intent: each value of an example names the next column twice
# expect: refused: [config] the value of an example contains <c1>, the placeholder of a column
Feature: F
  Scenario Outline: S <c0>
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
      | c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11 | c12 | c13 | c14 | c15 | c16 | c17 | c18 | c19 | c20 | c21 | c22 | c23 | c24 | c25 | c26 | c27 | c28 | c29 | c30 | c31 | c32 | c33 | c34 | c35 | c36 | c37 | c38 | c39 |
      | <c1><c1> | <c2><c2> | <c3><c3> | <c4><c4> | <c5><c5> | <c6><c6> | <c7><c7> | <c8><c8> | <c9><c9> | <c10><c10> | <c11><c11> | <c12><c12> | <c13><c13> | <c14><c14> | <c15><c15> | <c16><c16> | <c17><c17> | <c18><c18> | <c19><c19> | <c20><c20> | <c21><c21> | <c22><c22> | <c23><c23> | <c24><c24> | <c25><c25> | <c26><c26> | <c27><c27> | <c28><c28> | <c29><c29> | <c30><c30> | <c31><c31> | <c32><c32> | <c33><c33> | <c34><c34> | <c35><c35> | <c36><c36> | <c37><c37> | <c38><c38> | <c39><c39> | x |
