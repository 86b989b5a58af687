using TestHarness.Cli.Terminals;
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
        Outcome.Skipped => Tone.Warning,
        _ => Tone.Bad,
    };
}
