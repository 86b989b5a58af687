namespace TestHarness.Gherkin;

public sealed record RuleInfo(string Title, string Description, string[] Tags);
