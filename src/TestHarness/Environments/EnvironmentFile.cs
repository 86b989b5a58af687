using System.Collections.Immutable;
using TestHarness.Environments.Reading;
using TestHarness.Failures;

namespace TestHarness.Environments;

/// <summary>Reads environment files; <c>environment.schema.json</c> describes them for editors.</summary>
public static class EnvironmentFile
{
    /// <summary>Reads a file with strict validation.</summary>
    /// <param name="hostSections">The sections that device kinds have in the mapping of a host.</param>
    /// <exception cref="HarnessException">
    /// Class config: the file cannot be read, or has mistakes; the message has each mistake with its line and column.
    /// </exception>
    public static LabEnvironment Load(string path, ImmutableArray<HostSection> hostSections)
    {
        var reading = new YamlReading(path);
        var environment = Parse(reading, YamlText.Read(path, "the environment file"), hostSections);
        reading.ThrowIfWrong();
        return environment!;
    }

    internal static LabEnvironment? Parse(YamlReading reading, string text, ImmutableArray<HostSection> hostSections) =>
        YamlText.Parse(reading, text) is { } root ? EnvironmentReader.Read(reading, root, hostSections) : null;
}
