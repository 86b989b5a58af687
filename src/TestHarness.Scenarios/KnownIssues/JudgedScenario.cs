using System.Collections.Immutable;

namespace TestHarness.Scenarios.KnownIssues;

/// <summary>A scenario as entries of known issues name it.</summary>
/// <param name="Place">The file and line, as reports show them.</param>
/// <param name="Title">The title.</param>
/// <param name="OutlineTitle">The title of the outline, which all its examples share; the title of any other scenario.</param>
/// <param name="Tags">The tags, without @.</param>
public sealed record JudgedScenario(string Place, string Title, string OutlineTitle, ImmutableArray<string> Tags)
{
    /// <summary>The file of the place.</summary>
    public string File => Place.LastIndexOf(':') is > 0 and var colon ? Place[..colon] : Place;
}
