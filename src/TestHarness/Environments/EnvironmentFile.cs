using System.Collections.Immutable;
using TestHarness.Environments.Reading;
using TestHarness.Failures;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

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
        var environment = Parse(reading, ReadText(path), hostSections);
        reading.ThrowIfWrong();
        return environment!;
    }

    internal static LabEnvironment? Parse(YamlReading reading, string text, ImmutableArray<HostSection> hostSections)
    {
        if (ParseYaml(reading, text) is not { } documents)
            return null;
        if (documents.Count == 1)
            return EnvironmentReader.Read(reading, documents[0].RootNode, hostSections);

        reading.Add(new Mark(0, 1, 1), $"expected one YAML document, found {documents.Count}");
        return null;
    }

    private static IList<YamlDocument>? ParseYaml(YamlReading reading, string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            return stream.Documents;
        }
        catch (YamlException exception)
        {
            reading.Add(exception.Start, $"not valid YAML: {exception.Message}");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet throws these exceptions for some wrong indentations and stray values within braces.
            var last = parser.Current?.End ?? new Mark(0, 1, 1);
            reading.Add(last, "not valid YAML after here; expected correct indentation and closed brackets");
        }

        return null;
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                FailureClass.Config, $"the environment file {path} cannot be read: {exception.Message}", exception);
        }
    }
}
