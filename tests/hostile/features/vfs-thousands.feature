# intent: makes thousands of VFs
# expect: refused: a whole number from 1 to 256
@hosts:1 @needs:sriov
Feature: vfs thousands

  Scenario: Steps of a stranger
    Given at least 65535 VFs on the NIC of each host
    Then no guest was started
