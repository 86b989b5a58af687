@bug:1234567 @hosts:1 @any-host @needs:qemu>=8.0 @needs:vdpa-sim-blk
Feature: [vdpa-blk] Cannot share a disk with virtio-blk-vhost-vdpa on one host
  Drafted by 'harness import' of vdpa-busy.txt; the numbers of lines are those of that file.
  Read the feature before it is run: what the draft left out is in comments.
  # line 9: qemu 8.0.0-9.el9.x86_64; without the version in the tag @needs:qemu, the feature runs on every QEMU
  # line 8: kernel 5.14.0-342.el9.x86_64
  # line 44: QEMU's log has: -blockdev node-name=prot_stg0,driver=virtio-blk-vhost-vdpa,path=/dev/vhost-vdpa-0,cache.direct=on: Could not open '/dev/vhost-vdpa-0': Device or resource busy

  Background:
    # line 13: the source; line 28: its destination, which the harness starts itself, waits with -incoming defer
    # left out: -device driver=vfio-pci-unknown,id=x0: the driver 'vfio-pci-unknown' is refused: a guest gets devices of the host by the steps of a device kind, not by a report
    Given QEMU is launched as reported:
      """
      /usr/libexec/qemu-kvm \
        -name vm1 \
        -machine q35,memory-backend=mem \
        -object memory-backend-memfd,id=mem,size=6G,share=on \
        -m 6G \
        -blockdev driver=qcow2,file.driver=file,file.filename=/home/images/rhel9.qcow2,node-name=drive_image1 \
        -device virtio-scsi-pci,id=scsi0 \
        -device scsi-hd,id=os,drive=drive_image1,bus=scsi0.0 \
        -blockdev node-name=prot_stg0,driver=virtio-blk-vhost-vdpa,path=/dev/vhost-vdpa-0,cache.direct=on \
        -blockdev node-name=fmt_stg0,driver=raw,file=prot_stg0 \
        -device virtio-blk-pci,serial=data0,id=stg0,drive=fmt_stg0 \
        -monitor stdio
      """

  Scenario: The guest is migrated
    # both QEMUs run on one host, each with a vdpa device of its own over the same content
    Given vdpa devices vdpa0 and vdpa1 on host1 from vdpa_sim_blk, which share a backend
    # line 12: Boot VM1
    And a guest as reported, with vdpa0 as its disk stg0
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    # line 27: Boot VM2 in incoming mode
    When the guest is migrated to vdpa1
    Then the guest runs on vdpa1
    And the disk holds what the guest wrote

  Scenario: Two guests boot with the same disk
    # line 5: Try to migrate a VM on one host, or boot two VMs with the same disk.
    Given vdpa devices vdpa0 and vdpa1 on host1 from vdpa_sim_blk, which share a backend
    When two guests boot at once as reported, with vdpa0 and vdpa1 as their disk stg0
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    Then the second guest reads the same file
    And the guest is healthy

  Scenario: A second QEMU on the same device is refused as busy
    # line 44: qemu-kvm: -blockdev node-name=prot_stg0,driver=virtio-blk-vhost-vdpa,path=/dev/vhost-vdpa-0,cache.direct=on: Could not open '/dev/vhost-vdpa-0': Device or resource busy
    Given vdpa devices vdpa0 and vdpa1 on host1 from vdpa_sim_blk, which share a backend
    And a guest as reported, with vdpa0 as its disk stg0
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    When a second guest as reported, with vdpa0 as its disk stg0, does not start
    Then the reason names vdpa0 as busy, and the guest that has it
    And the guest runs on vdpa0
    And the disk holds what the guest wrote

  # line 47: a command line that cannot be read: the QEMU command line cannot be read at line 47, column 29: '...' stands for options or text that were left out; give them all
