using System.Collections.Immutable;

namespace TestHarness.Scenarios.Features;

public sealed record RuleHeader(SourceLocation Location, string Title, string Description, ImmutableArray<string> Tags);
