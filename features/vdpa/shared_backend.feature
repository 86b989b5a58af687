@vdpa @hosts:1 @any-host @needs:qemu
Feature: A guest moves between two vdpa devices of one backend (bug 2227118)
  "Can not share disk with driver virtio-blk-vhost-vdpa when migration or boot VMs on one host": a vhost device is for one
  QEMU alone, so the destination gets a device of its own over the same backend (comments 2 and 4). QEMU is launched as comment 1
  has it, less the guest image: stg0 is the report's virtio-blk disk, stg1 the one behind virtio-scsi.

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

  Scenario Outline: There and back, <mode>, with <disk> on <provider>
    Given vdpa devices vdpa0 and vdpa1 on host1 from <provider>, which share a backend
    And a guest as reported, with vdpa0 as its disk <disk>
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    And the guest writes "dd if=/dev/urandom of=<path> bs=1M seek=64 count=48 oflag=direct" to the disk, pass after pass
    When the guest is migrated 2 times between vdpa0 and vdpa1 with:
      | option | value  |
      | mode   | <mode> |
    And the load is stopped
    Then the guest runs on vdpa0
    And the disk holds what the guest wrote

    @needs:vdpa-sim-blk
    Examples: The simulator, with shared_backend=1
      | provider     | disk | path     | mode     |
      | vdpa_sim_blk | stg0 | /dev/vda | precopy  |
      | vdpa_sim_blk | stg1 | /dev/sda | postcopy |

    @needs:vduse
    Examples: One image behind qemu-storage-daemon
      | provider | disk | path     | mode     |
      | vduse    | stg0 | /dev/vda | postcopy |
      | vduse    | stg1 | /dev/sda | precopy  |

  Scenario Outline: Two guests boot with the same disk on <provider>
    Given vdpa devices vdpa0 and vdpa1 on host1 from <provider>, which share a backend
    When two guests boot at once as reported, with vdpa0 and vdpa1 as their disk stg0
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    Then the second guest reads the same file
    And the guest is healthy

    @needs:vdpa-sim-blk
    Examples: The simulator, with shared_backend=1
      | provider     |
      | vdpa_sim_blk |

    @needs:vduse
    Examples: One image behind qemu-storage-daemon
      | provider |
      | vduse    |
