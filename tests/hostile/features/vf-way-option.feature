# intent: passes an option to QEMU as the way to connect
# expect: refused: is not a way to keep a guest connected
@hosts:1 @needs:sriov
Feature: vf way option

  Scenario: Steps of a stranger
    Given a guest on host1 with the shared LUN, whose VF stays connected by "-netdev tap,script=/tmp/x"
    Then the guest is healthy
