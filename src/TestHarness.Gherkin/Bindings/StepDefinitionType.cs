namespace TestHarness.Gherkin;

public enum StepDefinitionType
{
    Given,
    When,
    Then,
}
