# intent: counts vHBAs backwards
# expect: refused: a whole number from 1 to 64
@hosts:1 @needs:fc-lun
Feature: vhba number negative

  Scenario: Steps of a stranger
    When vHBA -1 on host1 has another LUN
    Then the reason names "LUN"
