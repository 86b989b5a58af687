# intent: hides the name of a host by an override of the direction
# expect: refused: is not the name of a host
@hosts:1 @needs:qemu @needs:lun
Feature: host name hidden

  Scenario: Steps of a stranger
    Given a guest on host1‮2tsoh with the shared LUN
    Then the guest is healthy
