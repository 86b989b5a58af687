@hosts:2 @needs:qemu @needs:lun
Feature: Migration of this guest hangs
  Drafted by 'harness import' of disk-without-an-id.txt; the numbers of lines are those of that file.
  Read the feature before it is run: what the draft left out is in comments.

  Background:
    # line 4: the source; line 5: its destination, which the harness starts itself, waits with -incoming tcp:0:4444
    # removed: the prompt srv1$
    # removed: the words sudo
    # left out: -drive file=/srv/images/guest.qcow2,if=virtio,format=qcow2, which is written as a drive and the device disk0
    Given QEMU is launched as reported:
      """
      ./build/qemu-system-x86_64 \
        -machine q35 \
        -m 1G \
        -drive file=/srv/images/guest.qcow2,if=none,format=qcow2,id=drive0 \
        -nographic \
        -device virtio-blk-pci,id=disk0,drive=drive0
      """

  Scenario: The guest is migrated
    Given a guest as reported on host1, with the shared LUN as its disk disk0
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    When the guest is migrated to host2
    Then the guest runs on host2
    And the disk holds what the guest wrote
