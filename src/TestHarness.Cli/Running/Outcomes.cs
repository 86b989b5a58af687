using TestHarness.Cli.Terminals;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

internal static class Outcomes
{
    public static string Text(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    public static Tone ToneOf(Outcome outcome) => outcome switch
    {
        Outcome.Passed => Tone.Good,
        Outcome.Skipped => Tone.Warning,
        _ => Tone.Bad,
    };
}
