# intent: has a script bind a device of another bus
# expect: refused: is not the name of a vdpa device
@hosts:1 @needs:vduse
Feature: vdpa name path

  Scenario: Steps of a stranger
    Given vdpa devices ../../pci/devices/0000:00:01.0 and b on host1 from vduse, which share a backend
    Then no guest was started
