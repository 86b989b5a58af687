# intent: overflows the limit of a switch
# expect: refused: a whole number from 0 to 255
@hosts:1 @needs:fabric-control
Feature: switch limit huge

  Scenario: Steps of a stranger
    Given the switch lets an HBA have 4294967296 vHBAs
    Then no guest was started
