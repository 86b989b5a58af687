using TestHarness.Environments.Reading;
using TestHarness.Failures;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments;

/// <summary>Environment files; <c>environment.schema.json</c> describes them for editors.</summary>
public static class EnvironmentFile
{
    /// <summary>Reads a file with strict validation.</summary>
    /// <exception cref="HarnessException">The message has every mistake of the file, each with its line and column.</exception>
    public static LabEnvironment Load(string path)
    {
        var reading = new YamlReading(path);
        var environment = Parse(reading, ReadText(path));
        reading.ThrowIfWrong();
        return environment!;
    }

    internal static LabEnvironment? Parse(YamlReading reading, string text)
    {
        if (ParseYaml(reading, text) is not { } documents)
            return null;
        if (documents.Count == 1)
            return EnvironmentReader.Read(reading, documents[0].RootNode);

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
        catch (YamlException e)
        {
            reading.Add(e.Start, $"not valid YAML: {e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's answer to some wrong indentations and stray values within braces.
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(FailureClass.Config, $"the environment file {path} cannot be read: {e.Message}", e);
        }
    }
}
