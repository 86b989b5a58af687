# intent: passes an option to ssh
# expect: refused: is not the name of a place for a guest
@hosts:2 @needs:qemu @needs:lun
Feature: host name option

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN
    When the guest is migrated to -oProxyCommand=touch${IFS}/tmp/testharness-bait/host-name-option
