# intent: passes an option to vdpa
# expect: refused: is not the name of a vdpa device
@hosts:1 @needs:vduse
Feature: vdpa name option

  Scenario: Steps of a stranger
    Given vdpa devices -force and b on host1 from vduse, which share a backend
    Then no guest was started
