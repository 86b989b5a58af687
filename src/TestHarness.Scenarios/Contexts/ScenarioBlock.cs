namespace TestHarness.Scenarios;

public enum ScenarioBlock
{
    None,
    Given,
    When,
    Then,
}
