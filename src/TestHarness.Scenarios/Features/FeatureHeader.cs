using System.Collections.Immutable;

namespace TestHarness.Scenarios.Features;

/// <summary>A feature without its scenarios. Tags have no @. <paramref name="Folder"/> is relative to the root features were
/// loaded from, with forward slashes, and empty for the root itself.</summary>
public sealed record FeatureHeader(
    SourceLocation Location,
    string FullPath,
    string Folder,
    string Language,
    string Title,
    string Description,
    ImmutableArray<string> Tags);
