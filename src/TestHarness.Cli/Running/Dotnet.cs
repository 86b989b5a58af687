using System.Diagnostics;
using System.Runtime.InteropServices;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Running;

/// <summary>Runs dotnet in the project's folder, with this process's terminal.</summary>
internal static class Dotnet
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = RunSettings.Root };
        // Ctrl-C reaches dotnet as well, which ends in good order; this process passes on its exit code.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }
}
