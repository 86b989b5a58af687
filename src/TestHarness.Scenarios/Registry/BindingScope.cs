using System.Collections.Immutable;

namespace TestHarness.Scenarios.Registry;

/// <summary>One [Scope], or one tag of a hook.</summary>
public sealed record BindingScope(string? Tag, string? Feature, string? Scenario)
{
    /// <summary>How many parts hold, 0 if there are no scopes, or null if no scope holds.</summary>
    public static int? Match(ImmutableArray<BindingScope> scopes, ScopeTarget target) =>
        scopes.IsEmpty ? 0 : scopes.Where(s => s.Holds(target)).Select(s => (int?)s.Parts).Max();

    private int Parts => (Tag is null ? 0 : 1) + (Feature is null ? 0 : 1) + (Scenario is null ? 0 : 1);

    private bool Holds(ScopeTarget target) =>
        (Tag is null || target.Tags.Contains(Tag.TrimStart('@'))) &&
        (Feature is null || Feature.Equals(target.Feature, StringComparison.OrdinalIgnoreCase)) &&
        (Scenario is null || Scenario.Equals(target.Scenario, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => string.Join(", ", new[]
    {
        Tag is null ? null : $"tag @{Tag.TrimStart('@')}",
        Feature is null ? null : $"feature '{Feature}'",
        Scenario is null ? null : $"scenario '{Scenario}'",
    }.OfType<string>());
}
