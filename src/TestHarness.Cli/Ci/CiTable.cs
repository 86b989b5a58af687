using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Ci;

/// <summary>The table of a CI run: the numbers of each project's results, and the time of each part.</summary>
internal sealed class CiTable
{
    /// <summary>The table.</summary>
    public TextTable Text { get; } = new(
        "part",
        "project",
        new TextColumn("passed", IsRightAligned: true),
        new TextColumn("failed", IsRightAligned: true),
        new TextColumn("skipped", IsRightAligned: true),
        "time");

    /// <summary>Adds a part.</summary>
    public void Add(string part, IEnumerable<ProjectResults> results, TimeSpan time)
    {
        foreach (var each in results)
            Text.Add(part, each.Project, $"{each.Passed}", $"{each.Failed.Length}", $"{each.Skipped.Length}", "");
        Text.Add(part, "", "", "", "", Durations.Text(time));
    }
}
