using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Command = System.CommandLine.Command;
using TestHarness.Cli.Comparing;
using TestHarness.Cli.Reporting;
using TestHarness.Cli.Terminals;
using TestHarness.Reports.Records;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness compare'.</summary>
internal static class CompareCommand
{
    private const string Description = """
        Runs the same scenarios with two QEMUs, and says what differs: outcomes, classes of failures, findings, and the figures of
        legs, by their medians and a rank test. The sides take turns (A B, B A, …), so that a machine that gets slower is slower
        for both.

        With two runs in place of QEMUs, it says what the later one changes: scenarios that are newly failing, fixed or flaky, and
        figures of legs that are worse. A run is named as in 'harness runs', or by its folder or file.

        Examples:
          harness compare --qemu ~/qemu-9.2/build --qemu ~/qemu-10.0/build features/migration/ping_pong_under_load.feature
          harness compare --qemu /usr/libexec/qemu-kvm --qemu build bug-1234.feature --rounds 4
          harness compare 20260102-0304 20260103-0304

        Exit codes: 0 no difference (of runs: nothing is newly failing, flaky or worse), 1 a difference, 2 bad input, 125 cannot
        be told (a QEMU does not start, needs are not met, or nothing ran), 130 cancelled.
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var inputs = new Inputs();
        var rounds = new Option<int>("--rounds")
        {
            Description = "How many times the scenarios run with each QEMU; more rounds tell smaller differences.",
            DefaultValueFactory = _ => 2,
            HelpName = "N",
        };
        rounds.Validators.Add(result =>
        {
            // The option's value cannot be asked for when it is not a number.
            if (result.Tokens is [var token]
                && (!int.TryParse(token.Value, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 100))
                result.AddError("--rounds: expected a number from 1 to 100");
        });
        var command = new Command("compare", Description)
        {
            inputs.Paths, inputs.Environment, inputs.Tags, inputs.Steps, inputs.Qemu, rounds,
        };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(inputs.Qemu) switch
        {
            [var a, var b] => CompareAsync(inputs.ArgumentsOf(parsed), a, b, parsed.GetValue(rounds), cancellationToken),
            null or [] when parsed.GetValue(inputs.Paths) is [var before, var after] =>
                Task.FromResult(CompareRuns(before, after)),
            _ => throw new BadInputException(
                "compare: expected --qemu twice, for the two QEMUs that are compared, or two runs of 'harness runs'"),
        });
        return command;
    }

    private static int CompareRuns(string before, string after)
    {
        using var runs = new RunArguments(new RunFolders(RunSettings.Reports));
        var comparison = RecordComparison.Of(runs.Open([before])[0], runs.Open([after])[0]);
        new RecordComparisonReport(Terminal.Output).Write(comparison);
        return comparison.ExitCode;
    }

    private static async Task<int> CompareAsync(
        ImmutableArray<string> arguments, string a, string b, int rounds, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(RunSettings.Reports, "compare");
        var (runsA, runsB) = (new List<ImmutableArray<ScenarioLine>>(), new List<ImmutableArray<ScenarioLine>>());
        for (var round = 1; round <= rounds; round++)
        {
            var sides = new[] { (Name: "A", Qemu: a, Runs: runsA), (Name: "B", Qemu: b, Runs: runsB) };
            foreach (var (name, qemu, runs) in round % 2 == 1 ? sides : sides.Reverse())
            {
                Terminal.Output.WriteLine($"round {round} of {rounds}, {name}: {qemu}", Tone.Strong);
                var side = new SideRun(arguments, qemu, Path.Combine(folder, $"{name}-{round}"));
                var (exitCode, scenarios) = await side.RunAsync(cancellationToken);
                if (exitCode is ExitCode.BadInput or ExitCode.Cancelled)
                    return exitCode;
                runs.Add(scenarios);
            }
        }

        var comparison = RunComparison.Of([.. runsA], [.. runsB]);
        new ComparisonReport(Terminal.Output).Write(comparison, a, b);
        Terminal.Output.WriteLine($"reports: {Places.Of(folder)}");
        return comparison.ExitCode;
    }
}
