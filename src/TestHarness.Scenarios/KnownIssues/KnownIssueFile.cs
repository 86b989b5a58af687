using System.Collections.Immutable;
using TestHarness.Environments.Reading;
using TestHarness.Failures;

namespace TestHarness.Scenarios.KnownIssues;

/// <summary>Reads files of known issues; <c>known-issues.schema.json</c> describes them for editors.</summary>
public static class KnownIssueFile
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "known-issues.yaml";

    /// <summary>Reads a file with strict validation.</summary>
    /// <param name="shown">The file as messages and reports show it.</param>
    /// <exception cref="HarnessException">
    /// Class config: the file cannot be read, or has mistakes; the message has each mistake with its line and column.
    /// </exception>
    public static ImmutableArray<KnownIssue> Load(string path, string shown)
    {
        var reading = new YamlReading(shown);
        var issues = Parse(reading, YamlText.Read(path, "the file of known issues"), shown);
        reading.ThrowIfWrong();
        return issues;
    }

    internal static ImmutableArray<KnownIssue> Parse(YamlReading reading, string text, string shown) =>
        YamlText.Parse(reading, text) is { } root ? KnownIssueReader.Read(reading, root, shown) : [];
}
