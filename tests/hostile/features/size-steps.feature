# intent: a scenario without end
# expect: refused: [config] expected at most 1,000 steps in a scenario with its background, found 1,500
Feature: F
  Scenario: S
    #repeat 1500 * x
