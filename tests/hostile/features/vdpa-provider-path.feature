# intent: names a block device of the host as the provider
# expect: refused: is not a provider of vdpa devices
@hosts:1 @needs:vduse
Feature: vdpa provider path

  Scenario: Steps of a stranger
    Given vdpa devices a and b on host1 from /dev/sda, which share a backend
    Then no guest was started
