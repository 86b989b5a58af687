using System.Diagnostics;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Ci;

/// <summary>Runs a program within a bound.</summary>
internal static class BoundedProcess
{
    /// <summary>Runs the program to its end. When the bound is over, kills the program and all that it started.</summary>
    /// <returns>The exit code, or null when the bound was over: the terminal then shows what ran.</returns>
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
