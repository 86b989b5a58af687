Feature: Cells
  Scenario: A row that lacks a cell
    When the guest is migrated to host2 with:
      | option | value |
      | mode   |
