@hosts:1 @needs:qemu>=9.1 @needs:lun
Feature: The guest hangs under load
  Drafted by 'harness import' of hang-without-migration.txt; the numbers of lines are those of that file.
  Read the feature before it is run: what the draft left out is in comments.
  # line 4: qemu 9.1.0; without the version in the tag @needs:qemu, the feature runs on every QEMU

  Background:
    # line 5: the guest
    # removed: the prompt $
    # left out: line 5, column 133: QEMU has no option '-fancy'; correct or remove it
    Given QEMU is launched as reported:
      """
      qemu-system-x86_64 \
        -nodefaults \
        -m 2G \
        -drive file=/srv/a.img,if=none,id=d0,format=raw \
        -device virtio-blk-pci,drive=d0,id=disk0
      """

  Scenario: The guest runs with its disk
    Given a guest as reported on host1, with the shared LUN as its disk disk0
    # line 6: dd if=/dev/zero of=/dev/vda bs=64k count=10000 oflag=direct
    And the guest writes "dd if=/dev/zero of=/dev/vda bs=65536 count=10000 oflag=direct" to the disk, pass after pass
    When the load is stopped
    Then the guest runs on host1
    And the disk holds what the guest wrote
