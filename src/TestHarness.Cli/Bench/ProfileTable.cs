using System.Globalization;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Bench;

/// <summary>The table of the wall time and processor time of scenarios' phases.</summary>
internal static class ProfileTable
{
    /// <summary>Makes the table.</summary>
    public static TextTable Of(IEnumerable<ProfileRow> rows)
    {
        var table = new TextTable(
            "scenario",
            "phase",
            new TextColumn("times", IsRightAligned: true),
            new TextColumn("wall s", IsRightAligned: true),
            new TextColumn(".NET processor s", IsRightAligned: true));
        var subject = "";
        foreach (var row in rows)
        {
            var shown = row.Subject == subject ? "" : row.Subject;
            table.Add(shown, row.Phase, $"{row.Count}", Text(row.Seconds), Text(row.ProcessorSeconds));
            subject = row.Subject;
        }

        return table;
    }

    private static string Text(double? seconds) => seconds?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
}
