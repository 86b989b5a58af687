@health @hosts:1 @needs:qemu @needs:lun
Feature: The checks notice what is wrong
  A green run is worth something only if these checks fail when they must: each scenario here breaks something on purpose and
  passes only if the check fails for that reason.

  Scenario: A disk that reports errors
    Given a guest on host1 whose LUN fails writes at 512 MiB
    Then the guest is healthy
    When the guest runs "dd if=/dev/zero of=/dev/sda bs=1M seek=512 count=1 oflag=direct", which fails
    Then the health check fails and names:
      | finding                  |
      | sda, sector 1048576      |
      | data-disk1 has           |
      | failed writes            |

  Scenario: A guest kernel that warns
    Given a guest on host1 with the shared LUN
    When the guest runs "echo '<3>nvme0: I/O timeout, reset controller' > /dev/kmsg"
    Then the health check fails and names:
      | finding                            |
      | nvme0: I/O timeout, reset controller |

  Scenario: A guest that reboots
    Given a guest on host1 with the shared LUN
    When the guest reboots
    Then the health check fails and names:
      | finding                  |
      | the guest was reset at   |
      | (guest-reset)            |

  Scenario Outline: A LUN that was written to past the guest, after <load>
    Given a guest on host1 with the shared LUN
    And the guest writes <load> to the LUN<how>
    When the load is stopped
    And a host overwrites 4096 bytes of the LUN at byte 65536
    Then the data check fails and names:
      | finding   |
      | LUN lun0  |
      | <finding> |

    Examples:
      | load                                                           | how               | finding                 |
      | stamped blocks                                                 |                   | block                   |
      | "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct" | , pass after pass | SHA-256                 |
