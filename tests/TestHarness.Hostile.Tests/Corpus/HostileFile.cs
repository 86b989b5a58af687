using System.Collections.Immutable;
using TestHarness.Steps.World;

namespace TestHarness.Hostile.Tests.Corpus;

/// <summary>A feature, a reported command line or a bundle of somebody who means harm, from <c>tests/hostile</c>.</summary>
/// <param name="Name">The file's name without its extension, unique in the corpus.</param>
/// <param name="Intent">What its author is after, in a line.</param>
/// <param name="Refusal">What the message of the refusal must say; null for a file that runs and is harmless.</param>
internal sealed record HostileFile(string Path, string Name, string Intent, string? Refusal)
{
    private const string IntentMark = "# intent: ";
    private const string ExpectMark = "# expect: ";
    private const string Runs = "runs";
    private const string Refused = "refused: ";

    /// <summary>All files, in the order of their names.</summary>
    public static ImmutableArray<HostileFile> All { get; } =
    [
        .. Directory.GetFiles(System.IO.Path.Combine(RunSettings.Root, "tests", "hostile"), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    public bool IsBundle => Path.EndsWith(".bundle", StringComparison.Ordinal);

    public bool IsCommandLine => Path.EndsWith(".txt", StringComparison.Ordinal);

    /// <summary>The command line itself.</summary>
    public string CommandLine => string.Join('\n', Lines);

    /// <summary>The lines after those that say what the file is.</summary>
    public IEnumerable<string> Lines =>
        File.ReadLines(Path).SkipWhile(line => line.StartsWith("# ", StringComparison.Ordinal));

    public override string ToString() => Name;

    private static HostileFile Read(string path)
    {
        var (intent, expected) = (Find(path, IntentMark), Find(path, ExpectMark));
        if (expected != Runs && !expected.StartsWith(Refused, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"{path}: expected '{ExpectMark}{Runs}' or '{ExpectMark}{Refused}TEXT', found '{expected}'");
        }

        return new HostileFile(
            path, System.IO.Path.GetFileNameWithoutExtension(path), intent, expected == Runs ? null : expected[Refused.Length..]);
    }

    private static string Find(string path, string mark) =>
        File.ReadLines(path).Take(5)
            .Select(line => line.TrimStart('\ufeff'))
            .FirstOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal))?[mark.Length..].Trim()
        ?? throw new InvalidDataException($"{path}: expected a line '{mark}…' among the first five");
}
