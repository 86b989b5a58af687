using System.Globalization;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Bench;

/// <summary>Shows the figures of a run beside those of the run before.</summary>
internal static class BenchTable
{
    public static TextTable Of(IEnumerable<BenchResult> measured, IReadOnlyCollection<BenchResult> before)
    {
        var table = new TextTable(
            "figure", "measured against", Right("median"), Right("against"), "unit", Right("of"), Right("ratio"), "bound",
            Right("before"), Right("change"));
        foreach (var result in measured)
        {
            var old = before.FirstOrDefault(entry => entry.Name == result.Name);
            table.Add(
                result.Name, result.About, Number(result.Measured), Number(result.Reference), result.Unit,
                $"{result.Repetitions}", Ratio(result.Ratio), BoundOf(result),
                old is null ? "" : Ratio(old.Ratio), Change(result, old));
        }

        return table;
    }

    /// <summary>Shows by how much of itself the ratio has changed; empty when there was none before.</summary>
    internal static string Change(BenchResult result, BenchResult? before) => before is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{(result.Ratio / before.Ratio) - 1:+0 %;-0 %;0 %}");

    private static TextCell BoundOf(BenchResult result) => result.IsWithinBound
        ? new TextCell($"{result.Bound}", Tone.Good)
        : new TextCell($"{result.Bound} MISSED", Tone.Bad);

    private static TextColumn Right(string title) => new(title, IsRightAligned: true);

    private static string Ratio(double ratio) => ratio.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Four digits are enough to tell medians apart.</summary>
    private static string Number(double value) => value >= 1000
        ? value.ToString("0", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);
}
