@npiv @hosts:1 @needs:vhba
Feature: HBAs that support vHBA
  "How to use NPIV in libvirt": virsh nodedev-list --cap vports, and nodedev-dumpxml of each.

  Scenario: They are found with their vports
    When the HBAs of host1 that support vHBA are listed
    Then there is one that is Online with a free vport
