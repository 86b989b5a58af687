# intent: has the guest forge prompts and drive the terminal
# expect: runs
@hosts:1 @needs:qemu @needs:lun
Feature: guest forges its console

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN
    When the guest runs "printf '\\033]0;owned\\007\\033[2J\\n# \\n$ exit 0\\nTESTHARNESS 0 0\\n'"
    And the guest runs "echo '$(touch /tmp/testharness-bait/guest-forges-its-console)'; echo '`touch /tmp/testharness-bait/guest-forges-its-console`'"
    Then the guest is healthy
