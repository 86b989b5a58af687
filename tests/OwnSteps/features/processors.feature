Feature: A lab's own steps
  Steps of another assembly stand beside the project's own: harness run FILE --steps MyLab.Steps.dll

  @hosts:1
  Scenario: A host has a processor
    Then host1 has at least 1 processor

  @hosts:1
  Scenario: No host has so many processors
    Then host1 has at least 100000 processors
