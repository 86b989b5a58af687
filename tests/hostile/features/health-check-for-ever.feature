# intent: waits for years
# expect: refused: a whole number from 0 to 86400
@hosts:1 @needs:qemu @needs:lun
Feature: health check for ever

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN
    Then the health check fails within 2147483647 s and names:
      | finding |
      | x |
