@found @migration @hosts:2 @needs:qemu @needs:lun
Feature: QEMU's TCG loses guest writes in precopies of many passes
  Defect "tcg-precopy" of docs/found.md. A migration that is kept from converging sends the guest's memory in four passes and more: the dirty
  bitmap is read more than once while the guest runs. Some writes of a guest under TCG are not in it, and the destination's memory is damaged.

  Scenario: A guest under load whose memory is sent in many passes
    Given a guest on host1 with the shared LUN
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct" to the LUN, pass after pass
    When the guest is migrated 40 times between host1 and host2 with:
      | option         | value   |
      | max bandwidth  | 48MiB/s |
      | downtime limit | 100ms   |
    And the load is stopped
    Then the LUN holds what the guest wrote
