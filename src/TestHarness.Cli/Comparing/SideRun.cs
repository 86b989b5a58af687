using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Comparing;

/// <summary>A run of the scenarios with one QEMU, as a process of its own.</summary>
/// <param name="arguments">The arguments of <c>harness run</c> that both sides have.</param>
/// <param name="folder">The folder of the run's reports.</param>
internal sealed class SideRun(ImmutableArray<string> arguments, string qemu, string folder)
{
    /// <summary>Runs the scenarios; the output goes to this process's output.</summary>
    /// <returns>The exit code, and what the run says of each scenario.</returns>
    public async Task<(int ExitCode, ImmutableArray<ScenarioLine> Scenarios)> RunAsync(CancellationToken cancellationToken)
    {
        var runs = new RunFolders(folder);
        runs.KeepLast(0);
        string[] words = [typeof(SideRun).Assembly.Location, "run", .. arguments, "--qemu", qemu, "--reports", folder];
        // Ctrl-C reaches the run too, which tears down and returns.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, words))!;
        await process.WaitForExitAsync(cancellationToken);
        var scenarios = runs.Ids.Take(1).SelectMany(id => runs.Read(id).Scenarios);
        return (process.ExitCode, [.. scenarios.Select(scenario => scenario.Shown)]);
    }
}
