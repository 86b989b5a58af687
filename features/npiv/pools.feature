@npiv @hosts:1 @needs:vhba @needs:fc-lun
Feature: Storage pools of vHBAs in libvirt
  "How to use NPIV in libvirt", second half: a vHBA that comes and goes with its pool, and the LUNs behind it.

  Scenario: The vHBA is there while its pool runs
    Given the pool fc-pool of vHBA 1 of the environment is defined on host1
    Then virsh shows the pool as stopped
    And the host has no port of its WWPN
    When the pool is started
    Then virsh shows the pool as running
    And the vHBA is Online
    And every way to find LUNs shows the environment's LUN by its WWID
    When the pool is set to start with the host
    Then virsh shows the pool as autostart
    When the pool is stopped
    Then virsh shows the pool as stopped
    And the host has no port of its WWPN

  @needs:reboot
  Scenario: The host reboots, and the pool brings the vHBA back
    Given the pool fc-pool of vHBA 1 of the environment is defined on host1
    And the pool is started
    And the pool is set to start with the host
    When host1 reboots
    Then virsh shows the pool as running
    And the vHBA is Online
    And every way to find LUNs shows the environment's LUN by its WWID

  Scenario: The LUNs of a vHBA without a pool
    Given vHBA 1 of the environment is created on host1
    Then the vHBA is Online
    And every way to find LUNs shows the environment's LUN by its WWID

  @needs:qemu
  Scenario: The LUN as an emulated disk of a guest
    Given a vHBA on host1, with the LUN behind it
    And a guest on host1 with the vHBA's LUN
    And the guest writes "dd if=/dev/urandom of=/dev/sda bs=1M count=2000" to the disk, pass after pass
    When the load is stopped
    Then the guest is healthy
    And the disk holds what the guest wrote
