@migration @hosts:2 @needs:qemu @needs:lun
Feature: A guest that is launched by a reported command line is migrated
  The line is what Proxmox VE prints of a guest, with the reporter's disk, network, files and sockets. The harness replaces or drops
  all of these, and says so in the attachment reported-command-line.txt.

  Background:
    Given QEMU is launched as reported:
      """
      /usr/bin/kvm \
        -id 7 \
        -name 'build,debug-threads=on' \
        -no-shutdown \
        -chardev 'socket,id=qmp,path=/var/run/qemu-server/7.qmp,server=on,wait=off' \
        -mon 'chardev=qmp,mode=control' \
        -pidfile /var/run/qemu-server/7.pid \
        -daemonize \
        -smp '2,sockets=1,cores=2,maxcpus=2' \
        -m 2048 \
        -object '{"id":"throttle-drive-scsi0","limits":{},"qom-type":"throttle-group"}' \
        -readconfig /usr/share/qemu-server/pve-q35-4.0.cfg \
        -device 'virtio-scsi-pci,id=scsihw0,bus=pci.0,addr=0x5' \
        -blockdev '{"detect-zeroes":"on","discard":"ignore","driver":"throttle","file":{"cache":{"direct":true,"no-flush":false},"driver":"raw","file":{"aio":"native","driver":"host_device","filename":"/dev/vg0/vm-7-disk-0","node-name":"e1"},"node-name":"f1","read-only":false},"node-name":"drive-scsi0","read-only":false,"throttle-group":"throttle-drive-scsi0"}' \
        -device 'scsi-hd,bus=scsihw0.0,channel=0,scsi-id=0,lun=0,drive=drive-scsi0,id=scsi0,bootindex=100' \
        -netdev 'type=tap,id=net0,ifname=tap7i0,script=/usr/libexec/qemu-server/pve-bridge,downscript=/usr/libexec/qemu-server/pve-bridgedown,vhost=on' \
        -device 'virtio-net-pci,mac=52:54:00:00:00:77,netdev=net0,bus=pci.0,addr=0x12,id=net0' \
        -machine 'smm=off,type=q35+pve0'
      """

  Scenario: There and back under dd
    Given a guest as reported on host1, with the shared LUN as its disk scsi0
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000" to the disk, pass after pass
    When the guest is migrated 2 times between host1 and host2
    And the load is stopped
    Then the guest runs on host1
    And the disk holds what the guest wrote
