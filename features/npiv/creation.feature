@npiv @hosts:1 @needs:vhba
Feature: A vHBA is created
  "How to use NPIV in libvirt": virsh nodedev-create.

  Scenario: With WWNs of the storage administrator
    When vHBA 1 of the environment is created on host1
    Then the vHBA is Online
    And libvirt shows the vHBA below its HBA

  Scenario: With WWNs that libvirt generates
    When a vHBA is created on host1, whose WWNs libvirt generates
    Then the vHBA is Online
    And libvirt shows the vHBA below its HBA
