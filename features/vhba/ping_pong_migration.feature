@vhba @hosts:2 @needs:qemu @needs:vhba @needs:fc-lun
Feature: A guest with a vHBA's LUN is migrated there and back
  An engineer's test by hand: a vHBA on each of two hosts, the same LUN behind both, passed through to a guest, dd in the guest,
  migration, dmesg, and back. QEMU is launched as in the report, less the guest's image.

  Background:
    Given QEMU is launched as reported:
      """
      /usr/libexec/qemu-kvm \
        -M pc \
        -enable-kvm \
        -m 2048 \
        -smp 2,sockets=2,cores=1,threads=1 \
        -no-kvm-pit-reinjection \
        -usb \
        -device usb-tablet,id=input0 \
        -name sluo \
        -uuid 990ea161-6b67-47b2-b803-19fb01d30d30 \
        -rtc base=localtime,clock=host,driftfix=slew \
        -device virtio-serial-pci,id=virtio-serial0,max_ports=16,vectors=0,bus=pci.0,addr=0x3 \
        -chardev socket,id=channel1,path=/tmp/helloworld1,server,nowait \
        -device virtserialport,chardev=channel1,name=com.redhat.rhevm.vdsm,bus=virtio-serial0.0,id=port1 \
        -chardev socket,id=channel2,path=/tmp/helloworld2,server,nowait \
        -device virtserialport,chardev=channel2,name=com.redhat.rhevm.vdsm,bus=virtio-serial0.0,id=port2 \
        -drive file=/mnt/RHEL-Server-7.0-64-virtio.qcow2,if=none,id=drive-virtio-disk,format=qcow2,cache=none,aio=native,werror=stop,rerror=stop \
        -device virtio-blk-pci,vectors=0,bus=pci.0,addr=0x4,scsi=off,drive=drive-virtio-disk,id=virtio-disk,bootindex=1 \
        -net none \
        -device virtio-balloon-pci,id=ballooning,bus=pci.0,addr=0x6 \
        -global PIIX4_PM.disable_s3=0 \
        -global PIIX4_PM.disable_s4=0 \
        -drive file=/dev/disk/by-path/pci-0000:18:00.1-fc-0x203600a0b85b5dd4-lun-0,if=none,id=drive-data-disk1,format=raw,cache=none,aio=native \
        -device virtio-scsi-pci,bus=pci.0,addr=0x7,id=scsi1 \
        -device scsi-block,bus=scsi1.0,drive=drive-data-disk1,id=data-disk1 \
        -k en-us \
        -boot menu=on \
        -qmp tcp:0:4444,server,nowait \
        -serial unix:/tmp/ttyS0,server,nowait \
        -vnc :1 \
        -spice disable-ticketing,port=5931 \
        -monitor stdio
      """

  Scenario Outline: <legs> legs under dd
    Given a vHBA on each host, with the same LUN behind them
    And a guest as reported on host1, with the LUN as its disk data-disk1
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000" to the disk, pass after pass
    When the guest is migrated <legs> times between host1 and host2
    And the load is stopped
    Then the guest runs on host1
    And the report's monitor says that the guest runs
    And the disk holds what the guest wrote

    Examples:
      | legs |
      | 2    |

  @needs:fabric-control
  Scenario: The LUN's traffic leaves from the vHBAs' own N_Port IDs
    Given the fabric is captured
    And a vHBA on each host, with the same LUN behind them
    And a guest as reported on host1, with the LUN as its disk data-disk1
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000" to the disk, pass after pass
    When the guest is migrated to host2
    And the load is stopped
    Then the guest runs on host2
    And the LUN was reached from the vHBAs' own N_Port IDs alone
