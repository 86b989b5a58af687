# intent: adds options to an export of qemu-storage-daemon
# expect: refused: is not the name of a vdpa device
@hosts:1 @needs:vduse
Feature: vdpa name with options

  Scenario: Steps of a stranger
    Given vdpa devices a,writable=off,type=nbd and b on host1 from vduse, which share a backend
    Then no guest was started
