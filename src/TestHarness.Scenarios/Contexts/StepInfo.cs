namespace TestHarness.Scenarios;

public sealed record StepInfo(StepDefinitionType StepDefinitionType, string Text, DataTable? Table, string? MultilineText);
