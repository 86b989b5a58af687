using System.Collections.Immutable;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

/// <summary>The labels and links of a scenario: its place, and tags such as @severity:critical and @bug:2227118.</summary>
internal static class AllureLabels
{
    private static readonly ImmutableArray<string> LabelTags = ["severity", "owner", "epic"];
    private static readonly ImmutableDictionary<string, string> LinkTags =
        ImmutableDictionary<string, string>.Empty.Add("issue", "issue").Add("bug", "issue").Add("tms", "tms");

    /// <summary>Returns the labels of a scenario.</summary>
    public static ImmutableArray<AllureLabel> Of(ScenarioPlan scenario, string framework) =>
    [
        new("host", Environment.MachineName),
        new("thread", Environment.CurrentManagedThreadId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("framework", framework),
        new("language", "C#"),
        new("package", string.Join('.', scenario.Feature.Location.File.Split('/'))),
        new("testMethod", scenario.OutlineTitle),
        .. scenario.Feature.Folder.Length == 0 ? [] : new[] { new AllureLabel("parentSuite", scenario.Feature.Folder) },
        new("suite", scenario.Feature.Title),
        .. scenario.Rule is null ? [] : new[] { new AllureLabel("subSuite", scenario.Rule.Title) },
        new("feature", scenario.Feature.Title),
        new("story", scenario.Rule?.Title ?? scenario.OutlineTitle),
        .. scenario.Tags.Select(t =>
            Split(t, LabelTags) is var (name, value) ? new AllureLabel(name, value) : new AllureLabel("tag", t)),
    ];

    /// <summary>Returns the links of a scenario.</summary>
    public static ImmutableArray<AllureLink> Links(ScenarioPlan scenario) =>
    [
        .. scenario.Tags
            .Select(t => Split(t, LinkTags.Keys))
            .OfType<(string Name, string Value)>()
            .Select(t => new AllureLink(t.Value, LinkTags[t.Name])),
    ];

    /// <summary>Returns the links of a scenario that ended: also that of the known issue's bug.</summary>
    public static ImmutableArray<AllureLink> Links(ScenarioResult result)
    {
        var links = Links(result.Scenario);
        return result.Known is not { Issue.Bug: var bug } || links.Any(link => link.Name == bug)
            ? links
            : links.Add(new AllureLink(bug, "issue", bug.Contains("://", StringComparison.Ordinal) ? bug : null));
    }

    private static (string Name, string Value)? Split(string tag, IEnumerable<string> names)
    {
        var colon = tag.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && names.Contains(tag[..colon]) ? (tag[..colon], tag[(colon + 1)..]) : null;
    }
}
