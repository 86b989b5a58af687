@guests @migration @hosts:2 @needs:qemu @needs:lun
Feature: A report runs whole
  The guest of a report keeps its memory, its vCPUs and all its disks. The environment says which guest takes the place of the
  image that the reporter had (reportedImages); every other disk of the report is blank.

  Background:
    Given QEMU is launched as reported:
      """
      /usr/bin/qemu-system-x86_64 -name guest=web1,debug-threads=on -nodefaults -machine q35 \
        -cpu host -accel kvm -m 640 -smp 2,sockets=1,cores=2,threads=1 \
        -device pcie-root-port,port=16,chassis=1,id=pci.1,bus=pcie.0,addr=0x2 \
        -device virtio-scsi-pci,id=scsi0,bus=pci.1,addr=0x0 \
        -blockdev '{"driver":"file","filename":"/var/lib/libvirt/images/debian12.qcow2","node-name":"libvirt-3-storage"}' \
        -blockdev '{"node-name":"libvirt-3-format","driver":"qcow2","file":"libvirt-3-storage"}' \
        -device virtio-blk-pci,drive=libvirt-3-format,id=virtio-disk0,bootindex=1 \
        -drive file=/srv/scratch.img,format=raw,if=none,id=drive-scsi0-0-0-0 \
        -device scsi-hd,bus=scsi0.0,channel=0,scsi-id=0,lun=0,drive=drive-scsi0-0-0-0,id=scratch \
        -drive file=/dev/disk/by-id/wwn-0x5000c500a1b2c3d4,format=raw,if=none,id=drive-scsi0-0-0-1,cache=none \
        -device scsi-hd,bus=scsi0.0,channel=0,scsi-id=0,lun=1,drive=drive-scsi0-0-0-1,id=data
      """

  Scenario: There and back with the reporter's distribution, memory, vCPUs and disks
    Given a guest as reported on host1, with the shared LUN as its disk data
    And the guest writes "dd if=/dev/urandom of=/dev/sdb bs=1M count=2000 oflag=direct" to the disk, pass after pass
    When the guest runs "grep -qx ID=debian /etc/os-release && [ $(nproc) = 2 ] && [ -b /dev/vda ] && [ -b /dev/sda ] && [ -b /dev/sdb ]"
    And the guest runs "awk '/MemTotal/ { exit $2 < 400000 }' /proc/meminfo"
    And the guest is migrated 2 times between host1 and host2
    And the load is stopped
    Then the disk holds what the guest wrote

  @needs:lun>=2
  Scenario: Two of its disks are written at once, and each is checked after each leg
    Given a guest as reported on host1, with LUNs as its disks:
      | disk    | LUN  |
      | data    | lun0 |
      | scratch | lun1 |
    And the guest writes stamped blocks to the LUN
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct" to its disk scratch, pass after pass
    When the guest is migrated 2 times between host1 and host2
    And the load is stopped
    And the load on disk scratch is stopped
    Then the disk holds what the guest wrote
    And disk scratch holds what the guest wrote
