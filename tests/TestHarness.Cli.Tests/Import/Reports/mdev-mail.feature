@hosts:2 @needs:qemu @needs:lun @needs:mtty
Feature: [libvirt] migration of a guest with an mdev
  Drafted by 'harness import' of mdev-mail.txt; the numbers of lines are those of that file.
  Read the feature before it is run: what the draft left out is in comments.

  Scenario: The guest is migrated
    # the guest is the harness's own: a reported command line takes no device of the host
    Given a guest on host1 with the devices:
      | device     | setting |
      | shared LUN |         |
      | mdev       | mtty-1  |
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    When the guest is migrated to host2
    Then the guest runs on host2
    And the disk holds what the guest wrote

  # line 7: the command line of a guest without a name, which the draft does not use
