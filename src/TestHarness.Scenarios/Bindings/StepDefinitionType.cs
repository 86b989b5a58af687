namespace TestHarness.Scenarios;

public enum StepDefinitionType
{
    Given,
    When,
    Then,
}
