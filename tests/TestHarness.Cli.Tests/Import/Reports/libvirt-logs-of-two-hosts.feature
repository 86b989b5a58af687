@bug:2000123 @hosts:2 @needs:qemu>=8.2 @needs:lun
Feature: Drafted of libvirt-logs-of-two-hosts.txt
  Drafted by 'harness import' of libvirt-logs-of-two-hosts.txt; the numbers of lines are those of that file.
  Read the feature before it is run: what the draft left out is in comments.
  # line 2: qemu 8.2.0-11.el9; without the version in the tag @needs:qemu, the feature runs on every QEMU
  # line 2: libvirt 10.0.0
  # line 2: kernel 5.14.0-427.el9.x86_64
  # line 6: the source is lab-a
  # line 25: the destination is lab-b
  # line 19: QEMU's log has: Unable to write to socket: Broken pipe
  # line 36: QEMU's log has: load of migration failed: Input/output error
  # line 37: QEMU's log has: shutting down, reason=failed

  Background:
    # line 6: the source; line 25: its destination, which the harness starts itself, waits with -incoming defer
    # not set for QEMU: LC_ALL=C
    # not set for QEMU: PATH=/usr/bin
    # not set for QEMU: HOME=/var/lib/libvirt/qemu/domain-3-vm
    Given QEMU is launched as reported:
      """
      /usr/libexec/qemu-kvm \
        -name guest=vm,debug-threads=on \
        -S \
        -machine pc-q35-rhel9.4.0,usb=off \
        -m size=2097152k \
        -nodefaults \
        -blockdev '{"driver":"host_device","filename":"/dev/sdb","node-name":"libvirt-1-storage"}' \
        -blockdev '{"node-name":"libvirt-1-format","driver":"raw","file":"libvirt-1-storage"}' \
        -device '{"driver":"virtio-blk-pci","drive":"libvirt-1-format","id":"virtio-disk0"}' \
        -msg timestamp=on
      """

  Scenario: The guest is migrated
    # line 40: Start the guest
    Given a guest as reported on host1, with the shared LUN as its disk virtio-disk0
    And the guest has a file of 4 MiB on a file system of 32 MiB at the start of its disk
    # line 47: Migrate the guest
    When the guest is migrated to host2 with:
      | option           | value    |
      | mode             | postcopy |
      | multifd channels | 4        |
      | max bandwidth    | 100MiB/s |
      | downtime limit   | 300ms    |
    Then the guest runs on host2
    And the disk holds what the guest wrote
    # no step for line 41: Set the options
