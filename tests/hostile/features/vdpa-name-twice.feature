# intent: makes two devices of one name
# expect: refused: cannot both have the name b
@hosts:1 @needs:qemu
Feature: vdpa name twice

  Scenario: Steps of a stranger
    Given vdpa devices b and b on host1 from existing, which share a backend
    Then no guest was started
