using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Comparing;

/// <summary>The report of a comparison to a person.</summary>
internal sealed class ComparisonReport(Terminal terminal)
{
    /// <summary>Writes what differs, the figures, and one line that says it all.</summary>
    public void Write(RunComparison comparison, string a, string b)
    {
        terminal.WriteLine();
        terminal.WriteFolded($"A: {a}", hanging: 3);
        terminal.WriteFolded($"B: {b}", hanging: 3);
        foreach (var scenario in comparison.Scenarios)
        {
            terminal.WriteLine();
            terminal.WriteRow(hanging: 2, (scenario.Title, Tone.Strong), ($"  {scenario.Place}", Tone.Faint));
            terminal.WriteLine($"  {Text(scenario.State)}", ToneOf(scenario.State));
            foreach (var line in scenario.Differences)
                terminal.WriteFolded(line, indent: 4, hanging: 2);
            foreach (var figure in scenario.Figures.Where(figure => !figure.IsDifferent))
                terminal.WriteFolded($"{figure}", indent: 4, hanging: 2, tone: Tone.Faint);
        }

        terminal.WriteLine();
        terminal.WriteLine(Conclusion(comparison), comparison.ExitCode == ExitCode.Success ? Tone.Good : Tone.Warning);
    }

    private static string Conclusion(RunComparison comparison)
    {
        var counts = string.Join(", ", Enum.GetValues<ComparedState>()
            .Select(state => (Text: Text(state), Count: comparison.Scenarios.Count(scenario => scenario.State == state)))
            .Where(each => each.Count > 0)
            .Select(each => $"{each.Count} {each.Text}"));
        var verdict = comparison.ExitCode switch
        {
            ExitCode.Success => "A and B do not differ",
            ExitCode.Failure => "A and B differ",
            _ => "it cannot be told whether A and B differ",
        };
        return $"{verdict} (scenarios: {(counts.Length == 0 ? "none ran" : counts)})";
    }

    private static string Text(ComparedState state) => state switch
    {
        ComparedState.Same => "no difference",
        ComparedState.Different => "different",
        ComparedState.NotCompared => "not compared",
        _ => "cannot be told",
    };

    private static Tone ToneOf(ComparedState state) => state switch
    {
        ComparedState.Same => Tone.Good,
        ComparedState.Different => Tone.Bad,
        _ => Tone.Warning,
    };
}
