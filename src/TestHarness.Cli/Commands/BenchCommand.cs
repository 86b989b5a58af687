using System.CommandLine;
using System.Diagnostics;
using TestHarness.Cli.Bench;
using TestHarness.Cli.Terminals;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness bench'.</summary>
internal static class BenchCommand
{
    private const string Description = """
        Measures what the harness costs, figure by figure: each is a ratio of two medians that are measured in turn in one run.
        Shows them beside those of the last run and their bounds, and writes them to bench.json in the reports. The exit code is 1
        when a figure misses its bound or its measurement failed; one for which this machine lacks something is left out.

        Figures are measured in the environment local, the profile in the one that TESTHARNESS_ENVIRONMENT says, else in local.
        No guest starts from a template.

        Examples:
          harness bench                       all figures but lab
          harness bench ping-pong command     two of them
          harness bench lab                   how fast two lab hosts come up; the virtual lab must be down
          harness bench profile               where the time of the ping-pong goes, and of a scenario of each kind of device
        """;

    private const string Profile = "profile";

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var names = new Argument<string[]>("FIGURE")
        {
            Description = "The names of figures, or 'profile' alone; all figures but lab if there is none. "
                + "An unknown name lists the known ones.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("bench", Description) { names };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(names) is [Profile]
            ? ProfileAsync(cancellationToken)
            : MeasureAsync(parsed.GetValue(names) ?? [], cancellationToken));
        return command;
    }

    private static async Task<int> MeasureAsync(string[] names, CancellationToken cancellationToken)
    {
        var path = Path.Combine(RunSettings.Reports, "bench.json");
        // The file is read before anything is measured, so that one that cannot be read is reported at once.
        var before = BenchFile.Read<BenchResult>(path);
        var (exitCode, found) = await BenchProgram.RunAsync<BenchResult>("figures", names, cancellationToken);
        if (found.IsEmpty)
            return exitCode;

        var (date, commit) = (DateTimeOffset.UtcNow, await CommitAsync(cancellationToken));
        BenchResult[] measured = [.. found.Select(result => result with { Date = date, Commit = commit })];
        Terminal.Output.Write(BenchTable.Of(measured, before));
        Directory.CreateDirectory(RunSettings.Reports);
        BenchFile.Write(path, BenchFile.Merge(before, measured));
        Terminal.Output.WriteLine($"figures: {Places.Of(path)}");
        return exitCode == ExitCode.Success && !measured.All(result => result.IsWithinBound) ? ExitCode.Failure : exitCode;
    }

    private static async Task<int> ProfileAsync(CancellationToken cancellationToken)
    {
        var (exitCode, rows) = await BenchProgram.RunAsync<ProfileRow>(Profile, [], cancellationToken);
        if (!rows.IsEmpty)
            Terminal.Output.Write(ProfileTable.Of(rows));
        return exitCode;
    }

    /// <summary>Reads the commit of the working tree.</summary>
    /// <returns>The commit, with <c>-dirty</c> when files differ from it; null when there is no git or no repository.</returns>
    private static async Task<string?> CommitAsync(CancellationToken cancellationToken)
    {
        string[] arguments = ["-C", RunSettings.Root, "describe", "--always", "--dirty", "--exclude=*"];
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec git \"$@\" 2> /dev/null", "sh", .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return output.Trim() is { Length: > 0 } commit ? commit : null;
    }
}
