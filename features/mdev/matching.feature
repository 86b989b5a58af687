@mdev @hosts:1 @any-host @needs:mtty
Feature: mdevs are matched before the migration
  "libvirt mdev migration, mdevctl integration": a destination that does not match is found as early as possible, before QEMU is
  started. The mdevs are real ones of mtty, the kernel's sample of a serial card.

  Scenario: Two mdevs of one type are compatible
    Given mdevs mdev0 and mdev1 of type mtty-2 on host1
    Then the match of mdev0 with mdev1 says compatible
    And the match of mdev0 with mdev0 says same
    And the mdevs are as they were made

  Scenario: The destination's mdev is of another type
    Given an mdev mdev0 of type mtty-1 on host1
    And an mdev mdev1 of type mtty-2 on host1
    When the match of mdev0 with mdev1 is refused
    Then the reason is:
      | attribute | source             | destination      |
      | type      | mtty-1             | mtty-2           |
      | name      | Single port serial | Dual port serial |

  Scenario: The destination's mdev is missing
    Given mdevs mdev0 and mdev1 of type mtty-2 on host1
    And the mdev mdev1 is stopped
    When the match of mdev0 with mdev1 is refused
    Then the reason names "is defined below parent mtty and not started"
    When the mdev mdev1 is undefined
    And the match of mdev0 with mdev1 is refused
    Then the reason names "is not there, and mdevctl has no definition of it; there are: "

  Scenario: The destination has no such parent
    Given an mdev mdev0 of type mtty-2 on host1
    And an mdev mdev1 of type mtty-2 that is only defined on host1, below the parent 0000:3b:00.0
    When the match of mdev0 with mdev1 is refused
    Then the reason names "is defined below parent 0000:3b:00.0, which is not there; there are: mtty"

  Scenario: The destination's parent does not offer the type
    Given an mdev mdev0 of type mtty-2 on host1
    And an mdev mdev1 of type mtty-9 that is only defined on host1, below the parent mtty
    When the match of mdev0 with mdev1 is refused
    Then the reason names "is defined as type mtty-9, which parent mtty does not offer; it offers: mtty-1, mtty-2"

  Scenario: The attributes are written in another order
    Given an mdev mdev0 of type mtty-2 on host1 with the attributes:
      | attribute     | value  |
      | power/control | on     |
      | uevent        | change |
    And an mdev mdev1 of type mtty-2 on host1 with the attributes:
      | attribute     | value  |
      | uevent        | change |
      | power/control | on     |
    When the match of mdev0 with mdev1 is refused
    Then the reason is:
      | attribute  | source                          | destination                     |
      | attributes | power/control=on, uevent=change | uevent=change, power/control=on |
