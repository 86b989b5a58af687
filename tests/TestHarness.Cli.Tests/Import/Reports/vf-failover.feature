@hosts:2 @needs:qemu @needs:lun @needs:sriov
Feature: A guest with a VF loses its network after migration
  Drafted by 'harness import' of vf-failover.txt; the numbers of lines are those of that file.
  Read the feature before it is run: what the draft left out is in comments.

  Scenario: The guest is migrated there and back
    # the guest is the harness's own: a reported command line takes no device of the host
    # line 3: create the VFs
    # line 4: boot the guest
    Given a guest on host1 with the devices:
      | device     | setting            |
      | shared LUN |                    |
      | VF         | QEMU failover pair |
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    # line 6: migrate the guest to the other host and migrate it back
    When the guest is migrated 2 times between host1 and host2
    Then the guest runs on host1
    And the disk holds what the guest wrote

  # line 5: the command line of a guest without a name, which the draft does not use
