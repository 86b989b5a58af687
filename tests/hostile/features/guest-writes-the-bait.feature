# intent: has the guest write to a path of the harness and its host
# expect: runs
@hosts:1 @needs:qemu @needs:lun
Feature: guest writes the bait

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN
    When the guest runs "mkdir -p /tmp/testharness-bait && echo x > /tmp/testharness-bait/guest-writes-the-bait && cat /tmp/testharness-bait/guest-writes-the-bait"
    Then the guest is healthy
