using System.Text.RegularExpressions;
using Gherkin;
using Gherkin.CucumberMessages;
using TestHarness.Scenarios.Features.Bundles;
using TestHarness.Scenarios.Features.Files;
using TestHarness.Scenarios.Features.Limits;

namespace TestHarness.Scenarios.Features;

/// <summary>The reading of one feature file with the official parser.</summary>
public static partial class FeatureFile
{
    /// <summary>The length at which a parser's message, which quotes the line, is cut.</summary>
    private const int LongestMessage = 500;

    /// <summary>Reads a file, or the one scenario of a bundle.</summary>
    /// <param name="path">The path of the file or the bundle.</param>
    /// <param name="root">The folder to which file names and feature folders are relative.</param>
    /// <exception cref="FeatureLoadException">
    /// The file cannot be read, is not valid Gherkin, exceeds a limit, or has a scenario of which nothing would run.
    /// </exception>
    public static FeaturePlan Load(string path, string root)
    {
        var fullPath = Path.GetFullPath(path);
        var name = NameOf(fullPath, root);
        return BundleFile.IsNamedSo(fullPath)
            ? BundleFile.Load(fullPath, name)
            : Parse(Read(fullPath, name), name, fullPath);
    }

    /// <summary>Describes a link that a search has found and not followed.</summary>
    internal static FeatureLoadException Link(string path, string root)
    {
        var fullPath = Path.GetFullPath(path);
        var message = "[config] a folder is searched without following symbolic links: "
            + "give the file or folder that the link leads to";
        return new FeatureParseException(NameOf(fullPath, root), [new(1, 1, message)]) { FullPath = fullPath };
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="FeatureParseException">
    /// The text is not valid Gherkin, exceeds a limit, or has a scenario of which nothing would run.
    /// </exception>
    public static FeaturePlan Parse(string text, string name, string? fullPath = null)
    {
        FeatureParseException Wrong(params ParseError[] errors) => new(name, [.. errors]) { FullPath = fullPath };
        FeaturePlan Compile(FeatureDocument document) =>
            FeatureCompiler.Compile(document, new FeatureText(name, text), fullPath ?? name);

        if (new FeatureTextCheck(FeatureLimits.Default).Find(text) is { } error)
            throw Wrong(error);
        try
        {
            using var reader = new StringReader(text);
            var document = new Parser().Parse(reader);
            if (document.Feature is not { } feature)
                throw Wrong(new ParseError(1, 1, "the file has no Feature"));
            if (new FeatureSizeCheck(FeatureLimits.Default).Find(feature) is { Length: > 0 } errors)
                throw Wrong(errors);
            return EmptyScenarios.Find(feature) is { Length: > 0 } empty
                ? throw Wrong(empty)
                : Compile(FeatureDocument.Of(document, name, new IncrementingIdGenerator()));
        }
        catch (CompositeParserException exception)
        {
            throw Wrong([.. exception.Errors.Select(ToError)]);
        }
        catch (ParserException exception)
        {
            throw Wrong(ToError(exception));
        }
    }

    private static string NameOf(string fullPath, string root)
    {
        var name = Path.GetRelativePath(root, fullPath).Replace('\\', '/');
        return name.StartsWith("../", StringComparison.Ordinal) ? Path.GetFileName(fullPath) : name;
    }

    private static string Read(string fullPath, string name)
    {
        FeatureParseException Wrong(ParseError error) => new(name, [error]) { FullPath = fullPath };
        try
        {
            var (text, tooLarge) = new FeatureSource(FeatureLimits.Default).Read(fullPath);
            return tooLarge is null ? text : throw Wrong(tooLarge);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong(new ParseError(1, 1, $"[config] {exception.Message}"));
        }
    }

    private static ParseError ToError(ParserException exception)
    {
        var message = PositionPrefix().Replace(exception.Message, "");
        return new(
            exception.Location?.Line ?? 1,
            exception.Location?.Column ?? 1,
            message.Length > LongestMessage ? $"{message[..LongestMessage]}…" : message);
    }

    [GeneratedRegex(@"^\(\d+:\d+\): ")]
    private static partial Regex PositionPrefix();
}
