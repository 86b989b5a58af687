using System.Diagnostics;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Ci;

/// <summary>A program that runs within a time limit.</summary>
internal static class BoundedProcess
{
    /// <summary>
    /// Runs the program to its end. When the time is over, shows its processes, and kills the program and all that it started.
    /// </summary>
    /// <returns>The exit code; null when the time was over.</returns>
    public static async Task<int?> RunAsync(ProcessStartInfo start, TimeSpan bound, Terminal terminal)
    {
        using var process = Process.Start(start)!;
        using var end = new CancellationTokenSource(bound);
        try
        {
            await process.WaitForExitAsync(end.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            terminal.WriteLine($"no end within {bound}; these processes ran (process ID, state, waits in, command):", Tone.Bad);
            foreach (var line in ProcessTree.Describe(process.Id))
                terminal.WriteIndented(line, 2);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return null;
        }
    }
}
