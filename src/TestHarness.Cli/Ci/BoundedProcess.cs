using System.Diagnostics;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Ci;

/// <summary>A program that runs within a time limit.</summary>
internal static class BoundedProcess
{
    private static readonly TimeSpan TearDownBound = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Runs the program to its end. When the time is over, shows its processes, and kills the program and all that it started.
    /// </summary>
    /// <param name="endsItself">
    /// Whether the program tears down what it made when SIGTERM asks it to end; it has 2 minutes for that.
    /// </param>
    /// <returns>The exit code; null when the time was over.</returns>
    public static async Task<int?> RunAsync(ProcessStartInfo start, TimeSpan bound, Terminal terminal, bool endsItself = false)
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
            if (!endsItself || !await EndsAsync(process))
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return null;
        }
    }

    private static async Task<bool> EndsAsync(Process process)
    {
        using var end = new CancellationTokenSource(TearDownBound);
        try
        {
            using var asking = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(end.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
