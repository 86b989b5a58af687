@vdpa @hosts:1 @any-host @needs:qemu @needs:vdpa-sim-blk
Feature: What a vdpa device refuses (bug 2227118)
  A vhost device is opened by one QEMU at a time, and devices show the same content only where their backend is shared. QEMU is
  launched as comment 4 of the bug has it, less the guest image.

  Background:
    Given QEMU is launched as reported:
      """
      /usr/libexec/qemu-kvm \
       -name src_vm \
       -machine q35,memory-backend=mem \
       -object memory-backend-memfd,id=mem,size=6G,share=on \
       -m 6G \
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
       -device pcie-root-port,id=pcie_extra_root_port_0,bus=pcie.0,addr=0x4 \
       -object iothread,id=iothread0 \
       -device virtio-scsi-pci,id=scsi0,bus=pcie-root-port-0,iothread=iothread0 \
       -blockdev driver=qcow2,file.driver=file,cache.direct=off,cache.no-flush=on,file.filename=/home/kvm_autotest_root/images/rhel930-64-virtio-scsi.qcow2,node-name=drive_image1,file.aio=threads \
       -device scsi-hd,id=os,drive=drive_image1,share-rw=on,bus=scsi0.0,bootindex=0,serial=OS_DISK \
       -blockdev node-name=prot_stg0,driver=virtio-blk-vhost-vdpa,path=/dev/vhost-vdpa-0,cache.direct=on,discard=unmap,detect-zeroes=on \
       -blockdev node-name=fmt_stg0,driver=raw,file=prot_stg0 \
       -device virtio-blk-pci,iothread=iothread0,share-rw=on,serial=data0,bus=pcie-root-port-4,addr=0,id=stg0,drive=fmt_stg0,bootindex=1 \
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
       -vnc :5 \
       -qmp tcp:0:5955,server=on,wait=off
      """

  Scenario: A second QEMU on the same device is refused as busy
    Given vdpa devices vdpa0 and vdpa1 on host1 from vdpa_sim_blk, which share a backend
    And a guest as reported, with vdpa0 as its disk stg0
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    When a second guest as reported, with vdpa0 as its disk stg0, does not start
    Then the reason names vdpa0 as busy, and the guest that has it
    And the guest runs on vdpa0
    And the disk holds what the guest wrote

  Scenario: Without a shared backend the destination has another disk
    Given vdpa devices vdpa0 and vdpa1 on host1 from vdpa_sim_blk, each with a backend of its own
    And a guest as reported, with vdpa0 as its disk stg0
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    When a migration to vdpa1 loses the guest's data
    Then the reason names "after leg 1"
    And the reason names "the file on /dev/vda cannot be read"
