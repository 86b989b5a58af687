using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Devices.Trees;

/// <summary>
/// Part of a host's file system as text. A line is <c>PATH = CONTENT</c>, where <c>\n</c> is the end of a line, <c>\0</c> a NUL
/// and <c>\\</c> a backslash, or <c>PATH -> TARGET</c> for a symbolic link. A later line replaces an earlier one of its path.
/// Empty lines and lines that start with <c>#</c> are skipped.
/// </summary>
public sealed partial record TreeListing
{
    /// <summary>The largest number of lines of a listing, with those of the listing that it changes.</summary>
    public const int MaxLines = 8192;

    /// <summary>The largest number of characters of a listing.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>The largest number of names in a path: sysfs has fewer than 30.</summary>
    private const int MaxDepth = 64;

    /// <summary>Linux's NAME_MAX.</summary>
    private const int MaxName = 255;

    private TreeListing(ImmutableArray<TreeLine> lines) => Lines = lines;

    /// <summary>The lines, in their order.</summary>
    public ImmutableArray<TreeLine> Lines { get; }

    /// <summary>Reads a listing.</summary>
    /// <exception cref="HarnessException">Class config: a line is malformed, or the listing is too long.</exception>
    public static TreeListing Parse(string text)
    {
        if (text.Length > MaxLength)
            throw TooLong($"{text.Length} characters", $"{MaxLength}");
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Bounded([.. lines.Where(line => line[0] != '#').Select(ReadLine)]);
    }

    /// <summary>Creates a listing with more lines, which replace the lines of their paths.</summary>
    /// <exception cref="HarnessException">Class config: the listing becomes too long.</exception>
    public TreeListing With(TreeListing changes) => Bounded(Lines.AddRange(changes.Lines));

    private static TreeListing Bounded(ImmutableArray<TreeLine> lines) =>
        lines.Length <= MaxLines ? new TreeListing(lines) : throw TooLong($"{lines.Length} lines", $"{MaxLines}");

    private static TreeLine ReadLine(string text)
    {
        var parsed = Line().Match(text);
        if (!parsed.Success)
            throw Malformed(text, "expected /PATH = CONTENT or /PATH -> TARGET");
        var (path, value, isLink) = (parsed.Groups["path"].Value, parsed.Groups["value"].Value, parsed.Groups["link"].Success);
        if (path[(path.LastIndexOf('/') + 1)..] is "" or "." or "..")
            throw Malformed(text, "its path has no name of a file or link at its end");
        var place = CheckPath(text, path, 0) - 1;
        if (isLink)
            CheckPath(text, value, value[0] == '/' ? 0 : place);
        return new TreeLine(text, path, isLink, isLink ? value : Content(value));
    }

    /// <summary>Checks a path, which must not lead out of the tree.</summary>
    /// <param name="depth">The number of directories above the start of the path.</param>
    /// <returns>The number of names above the end of the path.</returns>
    private static int CheckPath(string line, string path, int depth)
    {
        var names = TreeWalk.Names(path).ToList();
        if (names.Count > MaxDepth || names.Exists(name => name.Length > MaxName))
            throw Malformed(line, $"a path has at most {MaxDepth} names of at most {MaxName} characters");
        if (path.Any(char.IsControl))
            throw Malformed(line, "a path has no control characters");
        foreach (var name in names)
        {
            depth += name == ".." ? -1 : 1;
            if (depth < 0)
                throw Malformed(line, "the path leads out of the recorded tree");
        }

        return depth;
    }

    private static string Content(string value) =>
        Escape().Replace(value, escape => escape.Value switch { @"\n" => "\n", @"\0" => "\0", _ => @"\" });

    internal static HarnessException Malformed(string line, string reason) =>
        new(FailureClass.Config, $"'{Shortened(line)}' is not a line of a recorded tree: {reason}");

    private static string Shortened(string line) => line.Length <= 200 ? line : $"{line[..200]}…";

    private static HarnessException TooLong(string found, string most) =>
        new(
            FailureClass.Config,
            $"a recorded tree has {found}, expected at most {most}: keep only the files of the mdev, its parent and its type");

    [GeneratedRegex(@"\A(?<path>/\S+) (?:=(?: (?<value>.*))?|(?<link>->) (?<value>\S+))\z", RegexOptions.Singleline)]
    private static partial Regex Line();

    [GeneratedRegex(@"\\[n0\\]")]
    private static partial Regex Escape();
}
