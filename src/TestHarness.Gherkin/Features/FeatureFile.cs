using System.Text;
using System.Text.RegularExpressions;
using Gherkin;

namespace TestHarness.Gherkin.Features;

/// <summary>Reads one feature file with the official parser.</summary>
public static partial class FeatureFile
{
    /// <param name="path">The file.</param>
    /// <param name="root">The folder that file names and feature folders are relative to.</param>
    /// <exception cref="FeatureLoadException">The file cannot be read or is not valid Gherkin.</exception>
    public static FeaturePlan Load(string path, string root)
    {
        var fullPath = Path.GetFullPath(path);
        var name = Path.GetRelativePath(root, fullPath).Replace('\\', '/');
        if (name.StartsWith("../", StringComparison.Ordinal))
            name = Path.GetFileName(fullPath);
        return Parse(Read(fullPath, name), name, fullPath);
    }

    /// <exception cref="FeatureParseException">The text is not valid Gherkin.</exception>
    public static FeaturePlan Parse(string text, string name, string? fullPath = null)
    {
        FeatureParseException Wrong(params ParseError[] errors) => new(name, [.. errors]) { FullPath = fullPath };
        try
        {
            using var reader = new StringReader(text);
            var document = new Parser().Parse(reader);
            return document.Feature is null
                ? throw Wrong(new ParseError(1, 1, "the file has no Feature"))
                : new FeatureCompiler(name, fullPath ?? name).Compile(document.Feature);
        }
        catch (CompositeParserException e)
        {
            throw Wrong([.. e.Errors.Select(ToError)]);
        }
        catch (ParserException e)
        {
            throw Wrong(ToError(e));
        }
    }

    private static string Read(string fullPath, string name)
    {
        try
        {
            return File.ReadAllText(fullPath, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FeatureLoadException(name, $"{name}: {e.Message}") { FullPath = fullPath };
        }
    }

    private static ParseError ToError(ParserException e) =>
        new(e.Location?.Line ?? 1, e.Location?.Column ?? 1, PositionPrefix().Replace(e.Message, ""));

    [GeneratedRegex(@"^\(\d+:\d+\): ")]
    private static partial Regex PositionPrefix();
}
