@found @mdev @hosts:1 @any-host @needs:qemu @needs:mtty
Feature: QEMU does not migrate that a VFIO device's INTx is pending
  Defect "mtty-intx" of docs/found.md. A device without an eventfd that unmasks its INTx, as mtty, the kernel's sample of a serial card: QEMU
  raises the interrupt itself, and lowers it at the guest's next access if intx.pending is set. The raised interrupt is migrated and
  intx.pending is not, so that the destination's guest is interrupted without end. A line must be under way at the switchover.

  Scenario: A serial line that is under way when its guest migrates
    Given mdevs mdev0 and mdev1 of type mtty-2 on host1
    And a guest with the mdev mdev0
    And the guest sends numbered lines over the mdev's serial port, also during migrations
    When the guest is migrated 30 times between mdev0 and mdev1
    Then every line has come back
