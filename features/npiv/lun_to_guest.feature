@npiv @needs:qemu @needs:vhba @needs:fc-lun
Feature: A vHBA's LUN in a libvirt domain
  "How to use NPIV in libvirt", last part. A LUN that one host emulates a disk from, or passes through, must be the same on the next one.

  @hosts:1
  Scenario: As a disk that QEMU emulates, by its path
    Given a vHBA on host1, with the LUN behind it
    And a libvirt domain on host1 with the LUN as device disk of type block
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000" to the disk, pass after pass
    When the load is stopped
    Then the guest is healthy
    And the disk holds what the guest wrote

  @hosts:2
  Scenario: Passed through, as a volume of each host's pool, there and back by virsh migrate
    Given a pool fc-pool of vHBA 1 of the environment on each host, with the same LUN in them
    And a libvirt domain on host1 with the LUN as device lun of type volume
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000" to the disk, pass after pass
    When the guest is migrated 2 times between host1 and host2
    And the load is stopped
    Then the guest runs on host1
    And the disk holds what the guest wrote
