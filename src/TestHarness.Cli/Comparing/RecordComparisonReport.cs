using System.Collections.Immutable;
using TestHarness.Cli.Terminals;
using TestHarness.Reports.RunComparing;

namespace TestHarness.Cli.Comparing;

/// <summary>The report of a comparison of two runs to a person.</summary>
internal sealed class RecordComparisonReport(Terminal terminal)
{
    /// <summary>The largest number of scenarios that are listed for a kind of change.</summary>
    private const int Most = 50;

    private static readonly ImmutableArray<(ChangeKind Kind, string Title, Tone Tone)> Kinds =
    [
        (ChangeKind.NewlyFailing, "newly failing", Tone.Bad),
        (ChangeKind.Flaky, "flaky", Tone.Bad),
        (ChangeKind.Known, "known issues", Tone.Warning),
        (ChangeKind.PerhapsFixed, "fixed?", Tone.Warning),
        (ChangeKind.Fixed, "fixed", Tone.Good),
        (ChangeKind.StillFailing, "still failing", Tone.Warning),
        (ChangeKind.Added, "new scenarios", Tone.Normal),
        (ChangeKind.NoLongerRun, "no longer run", Tone.Warning),
    ];

    /// <summary>Writes the changed outcomes, the figures, and how the figures were compared.</summary>
    public void Write(RecordComparison comparison)
    {
        terminal.WriteFolded($"A: {NameOf(comparison.Changes.Before.Run)}", hanging: 3);
        terminal.WriteFolded($"B: {NameOf(comparison.Changes.After.Run)}", hanging: 3);
        foreach (var (kind, title, tone) in Kinds)
            Write(title, tone, comparison.Changes.Of(kind));
        foreach (var (scenario, figure) in comparison.Figures)
        {
            terminal.WriteFolded($"{(figure.IsWorse ? "worse" : "better")}: {scenario.Title}", hanging: 2, tone: ToneOf(figure));
            terminal.WriteFolded($"{figure}", indent: 2, hanging: 2);
        }

        WriteTogether(comparison);
        terminal.WriteLine();
        terminal.WriteLine(
            comparison.ExitCode == ExitCode.Success
                ? "in B nothing is newly failing, flaky or worse"
                : "in B something is newly failing, flaky or worse",
            comparison.ExitCode == ExitCode.Success ? Tone.Good : Tone.Bad);
    }

    private void Write(string title, Tone tone, ImmutableArray<ScenarioChange> changes)
    {
        if (changes.IsEmpty)
            return;
        terminal.WriteLine();
        terminal.WriteLine($"{title}: {changes.Length}", tone);
        foreach (var scenario in changes.Take(Most).Select(change => change.Shown))
        {
            terminal.WriteRow(hanging: 4, ($"  {scenario.Title}", Tone.Normal), ($"  {scenario.Place}", Tone.Normal));
            if (scenario.Shown.Known is { } known)
                terminal.WriteFolded(known.Note, indent: 4, hanging: 2, tone: Tone.Faint);
            if (scenario.Shown.Message is { } message && scenario.IsFailure)
                terminal.WriteFolded(message, indent: 4, hanging: 2, tone: Tone.Faint);
        }

        if (changes.Length > Most)
            terminal.WriteLine($"  and {changes.Length - Most} more");
    }

    private void WriteTogether(RecordComparison comparison)
    {
        terminal.WriteLine();
        if (comparison.Together.IsEmpty)
        {
            terminal.WriteLine("figures: no scenario has legs in both runs");
            return;
        }

        terminal.WriteLine("figures of all scenarios together:");
        foreach (var figure in comparison.Together)
            terminal.WriteFolded($"{figure}", indent: 2, hanging: 2, tone: figure.IsDifferent ? ToneOf(figure) : Tone.Normal);
        terminal.WriteFolded(FormattableString.Invariant(
            $"the test is the two-sided rank test of Mann and Whitney, at {100 - (100 * RecordComparison.LimitOfAll):0} % ")
            + FormattableString.Invariant($"confidence for all figures together (below {comparison.Limit:0.######} for one); ")
            + "a difference below a quarter counts as none");
    }

    private static string NameOf(Reports.Records.RunLine run) => $"{run.Id}, environment {run.Environment}";

    private static Tone ToneOf(FigureComparison figure) => figure.IsWorse ? Tone.Bad : Tone.Good;
}
