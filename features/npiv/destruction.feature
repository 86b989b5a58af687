@npiv @hosts:1 @needs:vhba
Feature: A vHBA is destroyed
  "How to use NPIV in libvirt": virsh nodedev-destroy.

  Scenario: Its port is gone
    Given vHBA 1 of the environment is created on host1
    And the vHBA is Online
    When the vHBA is destroyed
    Then the host has no port of its WWPN
