@hosts:2 @needs:qemu @needs:vhba @needs:fc-lun
Feature: Drafted of vhba-ping-pong.txt
  Drafted by 'harness import' of vhba-ping-pong.txt; the numbers of lines are those of that file.
  Read the feature before it is run: what the draft left out is in comments.
  # line 3: host1 is lab-a.example.com
  # line 16: host2 is lab-b.example.com
  # line 12: an FC port; a vHBA is for 'vhbas' of the environment: { wwnn: 5001a4ab286a1286, wwpn: 5001a4a0f014c8ce }

  Background:
    # line 21: the source; line 22: its destination, which the harness starts itself, waits with -incoming tcp:0:5888,server,nowait
    # removed: the prompt #
    # left out: -spice password=***,port=5931: it has a secret, and the harness drops it
    Given QEMU is launched as reported:
      """
      /usr/libexec/qemu-kvm \
        -M pc \
        -enable-kvm \
        -m 2048 \
        -smp 2,sockets=2,cores=1,threads=1 \
        -no-kvm-pit-reinjection \
        -name vm \
        -drive file=/mnt/system.qcow2,if=none,id=drive-system,format=qcow2 \
        -device virtio-blk-pci,scsi=off,drive=drive-system,id=system \
        -net none \
        -drive file=/dev/disk/by-path/pci-0000:18:00.1-fc-0x203600a0b85b5dd4-lun-0,if=none,id=drive-data,format=raw,cache=none,aio=native \
        -device virtio-scsi-pci,id=scsi1 \
        -device scsi-block,bus=scsi1.0,drive=drive-data,id=data \
        -qmp tcp:0:4444,server,nowait \
        -vnc :1 \
        -monitor stdio
      """

  Scenario: The guest is migrated there and back
    # line 2: set up a vHBA on both hosts and share the same storage LUN
    Given a vHBA on each host, with the same LUN behind them
    # line 20: pass-through the vHBA LUN to the guest on the source side
    And a guest as reported on host1, with the LUN as its disk data
    # line 23: load some i/o to the LUN in the guest
    # line 24: dd if=/dev/urandom of=/dev/sdb bs=1M count=2000
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000" to the disk, pass after pass
    # line 22: Launch a dest VM in listening mode with '<source cmd line>-incoming tcp:0:5888,server,nowait'.
    # line 25: migrate from source to destination
    # line 27: repeat the migration from destination to source
    When the guest is migrated 2 times between host1 and host2
    And the load is stopped
    # line 26: wait for the end of the migration and check the guest's dmesg
    Then the guest runs on host1
    And the disk holds what the guest wrote
    # no step for line 28: play a sound in the guest
