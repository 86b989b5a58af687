using System.CommandLine;
using System.Globalization;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Commands;

/// <summary>The options that say how often scenarios run.</summary>
internal sealed class Repetition
{
    private const int MostRounds = 1_000_000;

    /// <summary>The option with the number of rounds.</summary>
    public Option<int?> Repeat { get; } = new("--repeat")
    {
        Description = "Runs the scenarios this many times, one round after the other. A scenario that passes in some rounds and "
            + "fails in others is flaky, which is a failure.",
        HelpName = "N",
    };

    /// <summary>The option that repeats until a failure.</summary>
    public Option<bool> UntilFail { get; } = new("--until-fail")
    {
        Description = "Repeats the scenarios until one fails: for --repeat rounds at most, or else until Ctrl-C.",
    };

    /// <summary>The option that stops at the first failure.</summary>
    public Option<bool> FailFast { get; } = new("--fail-fast")
    {
        Description = "Starts no scenario after one has failed; the others are reported as not run.",
    };

    /// <summary>The option that keeps a failed scenario.</summary>
    public Option<bool> Keep { get; } = new("--keep")
    {
        Description = "Leaves the guests and hosts of a failed scenario as they are, tells the commands to look at them, and "
            + "starts no scenario after it. 'harness clean' ends it; until then no other run gets these hosts.",
    };

    /// <summary>Creates the options; a number of rounds that is not right is refused.</summary>
    public Repetition() => Repeat.Validators.Add(result =>
    {
        // The option's value cannot be asked for when it is not a number.
        if (!int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var rounds)
            || rounds is < 1 or > MostRounds)
            result.AddError($"--repeat: expected a number from 1 to {MostRounds}");
    });

    /// <summary>Sets the options of a run.</summary>
    public RunOptions AddTo(RunOptions options, ParseResult parsed) => options with
    {
        Rounds = parsed.GetValue(Repeat) ?? (parsed.GetValue(UntilFail) ? int.MaxValue : 1),
        StopsAtFailure = parsed.GetValue(FailFast) || parsed.GetValue(UntilFail) || parsed.GetValue(Keep),
    };
}
