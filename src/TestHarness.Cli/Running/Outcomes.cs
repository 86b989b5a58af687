using TestHarness.Cli.Terminals;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.KnownIssues;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>The words and colours of outcomes.</summary>
internal static class Outcomes
{
    /// <summary>Returns the word for an outcome.</summary>
    public static string Text(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>Returns the tone of an outcome.</summary>
    public static Tone ToneOf(Outcome outcome) => outcome switch
    {
        Outcome.Passed => Tone.Good,
        Outcome.Skipped or Outcome.Known => Tone.Warning,
        _ => Tone.Bad,
    };

    /// <summary>Returns the word for the outcome of all attempts.</summary>
    public static string Text(MergedOutcome outcome) =>
        outcome == MergedOutcome.Fixed ? "fixed?" : outcome.ToString().ToLowerInvariant();

    /// <summary>Returns the tone of a verdict of known issues.</summary>
    public static Tone ToneOf(KnownKind kind) => kind switch
    {
        KnownKind.NotSeen => Tone.Faint,
        KnownKind.Known or KnownKind.Fixed => Tone.Warning,
        _ => Tone.Bad,
    };
}
