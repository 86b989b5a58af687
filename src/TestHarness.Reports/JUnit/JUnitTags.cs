using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.JUnit;

/// <summary>The tags that are properties of a test case: <c>bug</c>, <c>issue</c> and <c>tms</c>.</summary>
internal static class JUnitTags
{
    private static readonly ImmutableArray<string> Names = ["bug", "issue", "tms"];

    /// <summary>Returns the properties of a scenario: those of its tags, and the known issue's.</summary>
    public static IEnumerable<(string Name, string Value)> PropertiesOf(ScenarioLine scenario)
    {
        var tags = scenario.Tags.Select(PropertyOf).OfType<(string Name, string Value)>();
        return scenario.Known is not { } known ? tags : tags.Append(("bug", known.Bug)).Distinct().Concat(
        [
            ("known-issue", known.Verdict.ToString().ToLowerInvariant()),
            ("known-issue-owner", known.Owner),
            ("known-issue-expires", known.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("known-issue-note", known.Note),
        ]);
    }

    /// <summary>Returns the property of a tag; null when the tag is none.</summary>
    private static (string Name, string Value)? PropertyOf(string tag) =>
        tag.Split(':', 2) is [var name, { Length: > 0 } value] && Names.Contains(name) ? (name, value) : null;
}
