# intent: builds the title of a scenario by placeholders with a line end
# expect: runs
@hosts:1 @needs:qemu @needs:lun
Feature: title by an outline

  Scenario Outline: A title <of>
    Given a guest on host1 with the shared LUN
    Then the guest is healthy

    Examples:
      | of                                        |
      | a\ntouch /tmp/testharness-bait/title-by-an-outline\n#  |
