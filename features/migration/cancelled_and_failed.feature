@migration @hosts:2 @needs:qemu @needs:lun
Feature: Migrations that do not arrive
  Whatever becomes of a migration, the guest goes on where it was, and can be migrated afterwards.

  Background:
    Given a guest on host1 with the shared LUN
    And the guest writes stamped blocks to the LUN
    And a migration to host2 is under way with:
      | option        | value  |
      | max bandwidth | 4MiB/s |

  Scenario: Cancelled and tried again
    When the migration is cancelled
    Then the guest runs on host1
    When the guest is migrated to host2
    And the load is stopped
    Then the guest runs on host2
    And the LUN holds what the guest wrote

  Scenario: The destination dies on the way
    When the destination dies
    Then the guest runs on host1
    When the guest is migrated to host2
    And the load is stopped
    Then the guest runs on host2
    And the LUN holds what the guest wrote
