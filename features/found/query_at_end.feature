@found @hosts:1 @any-host @needs:qemu
Feature: QEMU aborts on a query of its migration while it ends
  Defect "query-at-end" of docs/found.md. QEMU frees what query-migrate reads before its monitor stops to answer. What asks in that time, such
  as a tool that follows a migration which libvirt ends, makes QEMU abort.

  Scenario: A query while QEMU ends
    When QEMU on host1 ends 40 times while it is asked for its migration
    Then QEMU has not crashed
