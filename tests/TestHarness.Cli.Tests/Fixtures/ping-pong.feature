@hosts:2 @needs:qemu @needs:lun
Feature: Ping-pong
  Scenario: For longer than anyone waits
    Given a guest on host1 with the shared LUN
    When the guest is migrated 1000 times between host1 and host2
