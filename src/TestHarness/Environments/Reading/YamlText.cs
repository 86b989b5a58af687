using TestHarness.Failures;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

/// <summary>The text of a YAML file.</summary>
internal static class YamlText
{
    /// <summary>Reads the text of a file.</summary>
    /// <param name="what">The file in words, for example <c>the environment file</c>.</param>
    /// <exception cref="HarnessException">Class config: the file cannot be read.</exception>
    public static string Read(string path, string what)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(FailureClass.Config, $"{what} {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Parses a text with one document.</summary>
    /// <returns>The root of the document; null when there are mistakes, which are in the reading.</returns>
    public static YamlNode? Parse(YamlReading reading, string text)
    {
        if (ParseAll(reading, text) is not { } documents)
            return null;
        if (documents.Count == 1)
            return documents[0].RootNode;

        reading.Add(new Mark(0, 1, 1), $"expected one YAML document, found {documents.Count}");
        return null;
    }

    private static IList<YamlDocument>? ParseAll(YamlReading reading, string text)
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
}
