using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using TestHarness.Cli.Ci;
using TestHarness.Cli.Running;
using TestHarness.Cli.Terminals;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness ci'.</summary>
internal static class CiCommand
{
    private const string Description = """
        Runs what CI runs: the project's own tests, all scenarios in the virtual lab, and the tests that need a lab. Then compares
        the number of results and the reasons of skipped tests with .ci/expected. A difference is a failure.

        Examples:
          harness ci
          harness ci lab-tests
          harness ci --update
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var parts = new Argument<string[]>("PART") { Description = "Only these parts.", Arity = ArgumentArity.ZeroOrMore };
        parts.AcceptOnlyFromAmong([.. CiPart.All.Select(part => part.Name)]);
        var update = new Option<bool>("--update")
        {
            Description = "Runs nothing; writes the numbers of the last run to .ci/expected.",
        };
        var command = new Command("ci", Description) { parts, update };
        command.SetAction((parsed, _) =>
        {
            var names = parsed.GetValue(parts) ?? [];
            ImmutableArray<CiPart> chosen = [.. CiPart.All.Where(part => names.Length == 0 || names.Contains(part.Name))];
            return parsed.GetValue(update) ? UpdateAsync(chosen) : RunAsync(chosen);
        });
        return command;
    }

    private static string ExpectedFile => Path.Combine(RunSettings.Root, ".ci", "expected");

    private static async Task<int> RunAsync(ImmutableArray<CiPart> parts)
    {
        // Ctrl-C reaches the running part as well, which ends in good order.
        using var cancellation = new Cancellation();
        var expected = ExpectedCounts.Parse(await File.ReadAllTextAsync(ExpectedFile));
        var table = new CiTable();
        var (results, problems) = (ImmutableArray<ProjectResults>.Empty, ImmutableArray<string>.Empty);
        foreach (var part in parts)
        {
            var watch = Stopwatch.StartNew();
            if (await part.RunAsync(expected.Reasons(part.Name)) is { } problem)
                problems = problems.Add(problem);
            if (cancellation.Token.IsCancellationRequested)
                return ExitCode.Cancelled;
            var found = part.ReadResults();
            results = results.AddRange(found);
            problems = problems.AddRange(expected.Differences(part.Name, found));
            table.Add(part.Name, found, watch.Elapsed);
        }

        return Show(new CiVerdict(results, problems), table.Text);
    }

    private static int Show(CiVerdict verdict, TextTable table)
    {
        Terminal.Output.WriteLine();
        Terminal.Output.Write(table);
        foreach (var result in verdict.Results)
        {
            foreach (var test in result.Failed)
            {
                Terminal.Output.WriteLine($"failed: {result.Project}: {test.Name}", Tone.Bad);
                Terminal.Output.WriteIndented(test.Message, 2);
            }
        }

        foreach (var test in verdict.Results.SelectMany(result => result.Skipped)
            .Where(test => test.SkipReason == TestOutcome.Known))
            Terminal.Output.WriteLine($"{test.Message.Split('\n', 2)[0]}: {test.Name}", Tone.Warning);
        foreach (var problem in verdict.Problems)
            Terminal.Output.WriteLine(problem, Tone.Bad);
        Terminal.Output.WriteLine(verdict.Totals, verdict.IsGood ? Tone.Good : Tone.Bad);
        return verdict.IsGood ? ExitCode.Success : ExitCode.Failure;
    }

    private static async Task<int> UpdateAsync(ImmutableArray<CiPart> parts)
    {
        var expected = ExpectedCounts.Parse(await File.ReadAllTextAsync(ExpectedFile));
        await File.WriteAllTextAsync(ExpectedFile, $"{expected.With([.. parts.SelectMany(part => part.ReadResults())])}");
        Terminal.Output.WriteLine($"wrote {Places.Of(ExpectedFile)}: check the differences before you commit them", Tone.Good);
        return ExitCode.Success;
    }
}
