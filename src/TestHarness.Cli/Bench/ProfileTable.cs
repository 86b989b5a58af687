using System.Globalization;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Bench;

/// <summary>Shows where the wall time and the processor time of scenarios go.</summary>
internal static class ProfileTable
{
    public static TextTable Of(IEnumerable<ProfileRow> rows)
    {
        var table = new TextTable(
            "scenario", "phase", new TextColumn("times", true), new TextColumn("wall s", true), new TextColumn(".NET processor s", true));
        var subject = "";
        foreach (var row in rows)
        {
            table.Add(row.Subject == subject ? "" : row.Subject, row.Phase, $"{row.Count}", Text(row.Seconds), Text(row.ProcessorSeconds));
            subject = row.Subject;
        }

        return table;
    }

    private static string Text(double? seconds) => seconds?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
}
