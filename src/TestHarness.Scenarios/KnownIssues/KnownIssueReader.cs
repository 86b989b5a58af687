using System.Collections.Immutable;
using TestHarness.Environments.Reading;
using TestHarness.Failures;
using TestHarness.Scenarios.Tags;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Scenarios.KnownIssues;

/// <summary>Reads the known issues from the root of their file.</summary>
internal static class KnownIssueReader
{
    private static readonly ImmutableDictionary<string, FailureClass> Classes = Enum.GetValues<FailureClass>()
        .Where(name => name != FailureClass.Config)
        .ToImmutableDictionary(HarnessException.Label, StringComparer.Ordinal);

    private static readonly Scalar<FailureClass> Class = new(
        $"the class of a failure: {string.Join(", ", Classes.OrderBy(each => each.Value).Select(each => each.Key))}",
        (string text, out FailureClass value) => Classes.TryGetValue(text, out value));

    private static readonly Scalar<string> Bug = new(
        "the number of a bug, or its address (http or https)",
        (string text, out string value) => IsBug(value = text));

    /// <summary>Reads the entries; the mistakes are in the reading.</summary>
    /// <param name="shown">The file as messages and reports show it.</param>
    public static ImmutableArray<KnownIssue> Read(YamlReading reading, YamlNode root, string shown)
    {
        if (reading.SectionOf(root, "file") is not { } top)
            return [];
        ImmutableArray<KnownIssue> issues =
            [.. top.List("issues").Select(node => ReadIssue(reading, node, shown)).OfType<KnownIssue>()];
        if (!top.Has("issues"))
            top.AddMissing("issues", "a list of known issues");
        top.RefuseOtherKeys();
        return issues;
    }

    private static KnownIssue? ReadIssue(YamlReading reading, YamlNode node, string shown)
    {
        if (reading.SectionOf(node, "issue") is not { } section)
            return null;

        var scenario = section.Optional("scenario", Scalars.Text, null!);
        var tags = section.Optional("tags", Scalars.Text, null!);
        var issue = new KnownIssue(
            FormattableString.Invariant($"{shown}:{node.Start.Line}"),
            section.Required("class", Class),
            section.Required("pattern", Scalars.Pattern),
            section.Required("bug", Bug),
            section.Required("owner", Scalars.Text),
            section.Required("expires", Scalars.Date))
        {
            Scenario = scenario is null ? null : new ScenarioPattern(scenario),
            Tags = tags is null ? null : ParseTags(section, tags),
            Versions = ReadVersions(section.Section("versions", "versions")),
            IsIntermittent = section.Optional("sometimes", Scalars.Switch, false),
            Reason = section.Optional("reason", Scalars.Text, null!),
        };
        section.RefuseOtherKeys();
        if (!section.Has("scenario") && !section.Has("tags"))
            section.AddMissing("scenario", "the title or place of the scenarios that fail, or 'tags' with a tag expression");
        return issue;
    }

    private static KnownVersions ReadVersions(YamlSection? section)
    {
        if (section is null)
            return KnownVersions.All;
        var versions = new KnownVersions(
            section.Optional("qemu", Scalars.Versions, null!),
            section.Optional("kernel", Scalars.Versions, null!),
            section.Optional("accelerator", Scalars.Name, null!));
        section.RefuseOtherKeys();
        return versions;
    }

    private static TagExpression? ParseTags(YamlSection section, string tags)
    {
        try
        {
            return TagExpression.Parse(tags);
        }
        catch (TagExpressionException exception)
        {
            section.Add(section.Find("tags")!, $"'tags' of issue: {exception.Message}");
            return null;
        }
    }

    private static bool IsBug(string text) =>
        text.Length is > 0 and <= 500
        && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
        && (!text.Contains("://", StringComparison.Ordinal)
            || (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"));
}
