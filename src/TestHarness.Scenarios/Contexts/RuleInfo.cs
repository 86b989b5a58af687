namespace TestHarness.Scenarios;

public sealed record RuleInfo(string Title, string Description, string[] Tags);
