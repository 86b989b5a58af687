using Reqnroll.Bindings;

namespace TestHarness.Scenarios.Features;

/// <summary>A step with placeholders replaced; its type is resolved for And, But and *.</summary>
public sealed record StepPlan(
    SourceLocation Location,
    string Keyword,
    StepDefinitionType Type,
    string Text,
    TablePlan? Table,
    string? DocString)
{
    public override string ToString() => $"{Keyword} {Text}";
}
