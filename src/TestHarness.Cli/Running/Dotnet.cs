using System.Diagnostics;
using System.Runtime.InteropServices;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Running;

/// <summary>The program dotnet, run in the project's folder with this process's terminal.</summary>
internal static class Dotnet
{
    /// <summary>Runs dotnet to its end.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = RunSettings.Root };
        // Ctrl-C reaches dotnet too, which ends in good order; this process returns its exit code.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }
}
