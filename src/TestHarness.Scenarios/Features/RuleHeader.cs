using System.Collections.Immutable;

namespace TestHarness.Scenarios.Features;

/// <summary>A rule without its scenarios. Tags have no @.</summary>
public sealed record RuleHeader(SourceLocation Location, string Title, string Description, ImmutableArray<string> Tags);
