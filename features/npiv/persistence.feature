@npiv @hosts:1 @needs:vhba @needs:fc-lun
Feature: Storage pools of vHBAs in libvirt
  "How to use NPIV in libvirt", second half: a vHBA that comes and goes with its pool, and how to have it after a reboot.

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
