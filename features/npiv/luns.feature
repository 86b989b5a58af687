@npiv @hosts:1 @needs:vhba @needs:fc-lun
Feature: The LUNs behind a vHBA
  "How to use NPIV in libvirt": virsh vol-list, virsh nodedev-list --tree and sysfs with /dev/disk/by-path must agree, and a LUN is known by
  its WWID, never by the order in which it was found.

  Scenario: Of a vHBA without a pool
    Given vHBA 1 of the environment is created on host1
    Then the vHBA is Online
    And every way to find LUNs shows the environment's LUN by its WWID

  Scenario: Of a pool that names its adapter by number, as before libvirt 1.0.5
    Given vHBA 1 of the environment is created on host1
    And the pool old-pool of the vHBA's SCSI host, by its number, is defined
    And the pool is started
    Then virsh shows the pool as running
    And every way to find LUNs shows the environment's LUN by its WWID
