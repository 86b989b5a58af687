@vdpa @hosts:2 @needs:qemu @needs:vduse @needs:device-lun
Feature: A guest moves between the vdpa devices of two hosts (bug 2227118)
  Comment 2 of the bug: "for multiple hosts we will need to use a real hardware". Hardware is not needed: on each host a
  qemu-storage-daemon exports the LUN that both hosts have, over VDUSE, and the host gets a vdpa device with the LUN behind it.
  QEMU is launched as comment 1 has it, less the guest image: stg0 is the report's virtio-blk disk, stg1 the one behind
  virtio-scsi.

  Background:
    Given QEMU is launched as reported:
      """
      usr/libexec/qemu-kvm \
        -name vm1 \
        -machine q35,memory-backend=mem \
        -object memory-backend-memfd,id=mem,size=6G,share=on \
        -m  6G \
        -smp 2 \
        -cpu host,+kvm_pv_unhalt \
        -device ich9-usb-ehci1,id=usb1 \
        -device usb-tablet,id=usb-tablet1,bus=usb1.0,port=1 \
        -device pcie-root-port,id=pcie-root-port-0,multifunction=on,bus=pcie.0,addr=0x3,chassis=1 \
        -device pcie-root-port,id=pcie-root-port-1,port=0x1,addr=0x3.0x1,bus=pcie.0,chassis=2 \
        -device pcie-root-port,id=pcie-root-port-2,port=0x2,addr=0x3.0x2,bus=pcie.0,chassis=3 \
        -device pcie-root-port,id=pcie-root-port-3,port=0x3,addr=0x3.0x3,bus=pcie.0,chassis=4 \
        -device pcie-root-port,id=pcie-root-port-4,port=0x4,addr=0x3.0x4,bus=pcie.0,chassis=5 \
        -device pcie-root-port,id=pcie-root-port-5,port=0x5,addr=0x3.0x5,bus=pcie.0,chassis=6 \
        -device pcie-root-port,id=pcie-root-port-6,port=0x6,addr=0x3.0x6,bus=pcie.0,chassis=7 \
        -device pcie-root-port,id=pcie-root-port-7,port=0x7,addr=0x3.0x7,bus=pcie.0,chassis=8 \
        -device pcie-root-port,id=pcie_extra_root_port_0,bus=pcie.0,addr=0x4  \
        -object iothread,id=iothread0 \
        -device virtio-scsi-pci,id=scsi0,bus=pcie-root-port-0,iothread=iothread0 \
        -blockdev driver=qcow2,file.driver=file,cache.direct=off,cache.no-flush=on,file.filename=/home/kvm_autotest_root/images/rhel930-64-virtio-scsi-1.qcow2,node-name=drive_image1,file.aio=threads   \
        -device scsi-hd,id=os,drive=drive_image1,share-rw=on,bus=scsi0.0,bootindex=0,serial=OS_DISK   \
        -blockdev node-name=prot_stg0,driver=virtio-blk-vhost-vdpa,path=/dev/vhost-vdpa-0,cache.direct=on,discard=unmap,detect-zeroes=on \
        -blockdev node-name=fmt_stg0,driver=raw,file=prot_stg0 \
        -device virtio-blk-pci,iothread=iothread0,share-rw=on,serial=data0,bus=pcie-root-port-4,addr=0,id=stg0,drive=fmt_stg0,bootindex=1 \
        -blockdev node-name=prot_stg1,driver=virtio-blk-vhost-vdpa,path=/dev/vhost-vdpa-1,cache.direct=on,auto-read-only=on,read-only=off,force-share=off \
        -blockdev node-name=fmt_stg1,driver=raw,file=prot_stg1 \
        -device scsi-hd,id=stg1,drive=fmt_stg1,share-rw=on,serial=data1,bootindex=2 \
        -monitor stdio \
        -device virtio-net-pci,mac=9a:b5:b6:b1:b2:b7,id=nic1,netdev=nicpci,bus=pcie-root-port-7 \
        -netdev tap,id=nicpci \
        -boot menu=on,reboot-timeout=1000,strict=off \
        -chardev socket,id=socket-serial,path=/var/tmp/socket-serial,logfile=/var/tmp/file-serial.log,mux=on,server=on,wait=off \
        -serial chardev:socket-serial \
        -chardev file,path=/var/tmp/file-bios.log,id=file-bios \
        -device isa-debugcon,chardev=file-bios,iobase=0x402 \
        -chardev socket,id=socket-qmp,path=/var/tmp/socket-qmp,logfile=/var/tmp/file-qmp.log,mux=on,server=on,wait=off \
        -mon chardev=socket-qmp,mode=control \
        -chardev socket,id=socket-hmp,path=/var/tmp/socket-hmp,logfile=/var/tmp/file-hmp.log,mux=on,server=on,wait=off \
        -mon chardev=socket-hmp,mode=readline \
        -vnc :5 -qmp tcp:0:5955,server=on,wait=off
      """

  Scenario Outline: There and back, <mode>, with <disk>
    Given a vdpa device on each host from vduse, with the same LUN behind them
    And a guest as reported on host1, with the LUN as its disk <disk>
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    And the guest writes "dd if=/dev/urandom of=<path> bs=1M seek=64 count=48 oflag=direct" to the disk, pass after pass
    When the guest is migrated 2 times between host1 and host2 with:
      | option | value  |
      | mode   | <mode> |
    And the load is stopped
    Then the guest runs on host1
    And the disk holds what the guest wrote

    Examples:
      | disk | path     | mode     |
      | stg0 | /dev/vda | precopy  |
      | stg1 | /dev/sda | postcopy |

  Scenario: Another guest has the destination's vdpa device
    Given a vdpa device on each host from vduse, with the same LUN behind them
    And a guest as reported on host1, with the LUN as its disk stg0
    And a second guest as reported on host2, with the LUN as its disk stg0
    When a migration to host2 is refused
    Then the reason names "vdpa1 is busy: /dev/vhost-vdpa-0 is held by qemu-system-"
    And the guest runs on host1

  Scenario: The destination's vdpa device is missing
    Given a vdpa device on each host from vduse, with the same LUN behind them
    And a guest as reported on host1, with the LUN as its disk stg0
    When the vdpa device of host2 is removed
    And a migration to host2 is refused
    Then the reason names "there is no /sys/bus/vdpa/devices/vdpa1; there are: none"
    And the guest runs on host1

  Scenario: Another disk is behind the destination's vdpa device
    The disk has the LUN's size, so that QEMU would migrate the guest, and the guest would lose its data.
    Given a vdpa device on each host from vduse, with a file behind that of host2 and the LUN behind the others
    And a guest as reported on host1, with the LUN as its disk stg0
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    When a migration to host2 is refused
    Then the reason names "where its data is not: behind vdpa0 of host1 is /dev/"
    And the reason names "/vduse.raw, which has no WWID"
    And the guest runs on host1
    And the disk holds what the guest wrote
