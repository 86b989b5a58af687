namespace TestHarness.Gherkin;

public enum ScenarioBlock
{
    None,
    Given,
    When,
    Then,
}
