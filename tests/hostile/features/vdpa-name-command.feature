# intent: runs a command by the name of a vdpa device
# expect: refused: is not the name of a vdpa device
@hosts:1 @needs:vduse
Feature: vdpa name command

  Scenario: Steps of a stranger
    Given vdpa devices `touch${IFS}/tmp/testharness-bait/vdpa-name-command` and b on host1 from vduse, which share a backend
    Then no guest was started
