@npiv @hosts:1 @needs:vhba
Feature: vHBAs in libvirt
  "How to use NPIV in libvirt", first half: which HBAs support vHBA, creating and destroying one.

  Scenario: HBAs that support vHBA are found
    When the HBAs of host1 that support vHBA are listed
    Then there is one that is Online with a free vport

  Scenario: A vHBA with WWNs of the storage administrator
    When vHBA 1 of the environment is created on host1
    Then the vHBA is Online
    And libvirt shows the vHBA below its HBA
    When the vHBA is destroyed
    Then the host has no port of its WWPN

  Scenario: A vHBA whose WWNs libvirt generates
    When a vHBA is created on host1, whose WWNs libvirt generates
    Then the vHBA is Online
    And libvirt shows the vHBA below its HBA
