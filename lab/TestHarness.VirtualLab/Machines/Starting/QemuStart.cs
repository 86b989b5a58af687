using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp;

namespace TestHarness.VirtualLab.Machines.Starting;

/// <summary>The start of a QEMU that outlives the harness (<c>-daemonize</c>).</summary>
internal static class QemuStart
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>Starts QEMU and waits until it has made its machine. When the harness ends earlier, QEMU ends with it.</summary>
    /// <exception cref="HarnessException">Class provision: QEMU ended; the message has its output.</exception>
    public static async Task<QmpClient> RunAsync(
        LabHostFolder folder, QemuCommandLine commandLine, CancellationToken cancellationToken)
    {
        await using var machine = new LocalHost("this machine");
        // The tag is not the tag of this harness's session, because no scenario leaves the lab behind.
        var command = commandLine.ToCommand()
            .WithTimeout(Bound)
            .WithEnvironment(ProcessTag.Variable, $"lab-{ProcessTag.NewId()}");
        var result = await machine.RunAsync(command, cancellationToken);
        if (!result.Succeeded)
            throw new HarnessException(
                FailureClass.Provision,
                $"{folder.Name}: QEMU ended at once with {result.ExitCode}: {result.StandardError.Trim()} "
                + $"{LabLogs.Tail(folder.QemuLog)}".TrimEnd());
        return await QmpClient.ConnectAsync(folder.Name, new UnixDomainSocketEndPoint(folder.Monitor), null, cancellationToken);
    }
}
