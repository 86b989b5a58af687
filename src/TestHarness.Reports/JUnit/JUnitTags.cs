using System.Collections.Immutable;

namespace TestHarness.Reports.JUnit;

/// <summary>The tags that are properties of a test case: <c>bug</c>, <c>issue</c> and <c>tms</c>.</summary>
internal static class JUnitTags
{
    private static readonly ImmutableArray<string> Names = ["bug", "issue", "tms"];

    /// <summary>Returns the property of a tag; null when the tag is none.</summary>
    public static (string Name, string Value)? PropertyOf(string tag) =>
        tag.Split(':', 2) is [var name, { Length: > 0 } value] && Names.Contains(name) ? (name, value) : null;
}
