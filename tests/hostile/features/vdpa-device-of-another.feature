# intent: takes a vdpa device that the environment does not name
# expect: refused: the environment does not name the vdpa device production
@hosts:1 @needs:qemu
Feature: vdpa device of another

  Scenario: Steps of a stranger
    Given vdpa devices production and b on host1 from existing, which share a backend
    Then no guest was started
