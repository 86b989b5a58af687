using System.Globalization;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Bench;

/// <summary>The table of a run's figures, beside those of the run before.</summary>
internal static class BenchTable
{
    /// <summary>Makes the table.</summary>
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

    /// <summary>Returns the change of the ratio in percent; empty when there is no earlier one.</summary>
    internal static string Change(BenchResult result, BenchResult? before) => before is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{(result.Ratio / before.Ratio) - 1:+0 %;-0 %;0 %}");

    private static TextCell BoundOf(BenchResult result) => result.IsWithinBound
        ? new TextCell($"{result.Bound}", Tone.Good)
        : new TextCell($"{result.Bound} MISSED", Tone.Bad);

    private static TextColumn Right(string title) => new(title, IsRightAligned: true);

    private static string Ratio(double ratio) => ratio.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Returns a median with four digits, which are enough to compare medians.</summary>
    private static string Number(double value) => value >= 1000
        ? value.ToString("0", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);
}
