# intent: names a LUN like a path
# expect: refused: is not the name of a LUN
@hosts:1 @needs:fc-lun
Feature: lun name path

  Scenario: Steps of a stranger
    Then the reason names LUN ../../etc/shadow by the path of the LUN on host1
