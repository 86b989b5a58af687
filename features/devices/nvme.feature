@devices @nvme @hosts:2 @needs:qemu @needs:fc-lun @needs:lun
Feature: An NVMe disk is unplugged for a migration and plugged in after it
  QEMU cannot migrate its NVMe controller. The harness takes the disk from the guest before each leg and gives the guest the same LUN
  as an NVMe disk on the destination, where the guest reads what it wrote before the leg.

  Scenario: An NVMe disk goes there and back beside the LUN of a vHBA
    Given a guest on host1 with the devices:
      | device    | setting |
      | vHBA LUN  |         |
      | NVMe disk | lun0    |
    And the guest writes stamped blocks to the LUN
    When the guest is migrated 2 times between host1 and host2
    And the load is stopped
    Then the LUN holds what the guest wrote
    And the guest runs on host1
