# intent: floods the network with pings
# expect: refused: a whole number from 10 to 60000
@hosts:1 @needs:qemu @needs:lun
Feature: ping flood

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN
    And the guest is pinged every 0 ms from host1
    Then the guest was out of reach for at most 1 ms at a time, and at most 1 pings were lost
