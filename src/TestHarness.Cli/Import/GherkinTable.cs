using System.Collections.Immutable;

namespace TestHarness.Cli.Import;

/// <summary>Writes tables of a feature with aligned columns.</summary>
internal static class GherkinTable
{
    /// <summary>Returns a line for each row.</summary>
    public static ImmutableArray<string> Format(ImmutableArray<(string First, string Second)> rows)
    {
        var (first, second) = (rows.Max(row => row.First.Length), rows.Max(row => row.Second.Length));
        return [.. rows.Select(row => $"  | {row.First.PadRight(first)} | {row.Second.PadRight(second)} |")];
    }
}
