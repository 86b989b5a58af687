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
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1)
                return EnvironmentReader.Read(reading, stream.Documents[0].RootNode);

            reading.Add(new Mark(0, 1, 1), $"expected one YAML document, found {stream.Documents.Count}");
        }
        catch (YamlException e)
        {
            reading.Add(e.Start, $"not valid YAML: {e.Message}");
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
