using System.Collections.Immutable;

namespace TestHarness.Scenarios.Features;

/// <summary>
/// A feature without its scenarios. Tags have no @. <paramref name="Folder"/> is relative to the root from which features were
/// loaded, with forward slashes; it is empty for the root itself.
/// </summary>
public sealed record FeatureHeader(
    SourceLocation Location,
    string FullPath,
    string Folder,
    string Language,
    string Title,
    string Description,
    ImmutableArray<string> Tags);
