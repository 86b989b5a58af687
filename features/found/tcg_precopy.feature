@found @migration @hosts:2 @needs:qemu @needs:lun
Feature: QEMU's TCG loses guest writes in precopies of many passes
  Defect "tcg-precopy" of docs/found.md. With little bandwidth and a short downtime limit, QEMU sends what the guest wrote during the
  first pass in a pass of its own, while the guest runs. What the guest writes during that second pass is not sent again, so that the
  destination's memory is damaged. The guest counts in its memory, and looks at each number again.

  Scenario: A guest that counts in its memory, which is sent in more than three passes
    Given a guest on host1 with the shared LUN
    When the guest runs "awk 'BEGIN { for (;; r++) for (n = 0; n < 60000; n++) { if (a[n] != r) { print \"lost\", n; exit } a[n]++ } }' > /tmp/lost 2>&1 &"
    And the guest is migrated 4 times between host1 and host2 with:
      | option         | value   |
      | max bandwidth  | 48MiB/s |
      | downtime limit | 100ms   |
    And the guest runs "cat /tmp/lost; [ ! -s /tmp/lost ]"
