using System.Net.Sockets;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;

namespace TestHarness.Qemu.Machines;

/// <summary>The monitor that a QEMU has in place of its report's <c>-qmp</c>, in addition to the harness's own.</summary>
public static partial class ReportMonitor
{
    /// <summary>Finds the monitor's socket, connects to it, and asks for the guest's state.</summary>
    /// <exception cref="HarnessException">
    /// Class config: QEMU has no such monitor. Class qmp: the monitor does not answer.
    /// </exception>
    public static async Task<(string Socket, RunStatus Status)> AskAsync(
        QemuMachine machine, CancellationToken cancellationToken = default)
    {
        var devices = await machine.Qmp.ExecuteAsync("query-chardev", null, null, cancellationToken);
        var socket = devices.EnumerateArray()
            .Where(device => device.GetProperty("label").GetString()!.StartsWith("compat_monitor", StringComparison.Ordinal))
            .Select(device => Listening().Match(device.GetProperty("filename").GetString()!))
            .FirstOrDefault(match => match.Success)?.Groups[1].Value ?? throw new HarnessException(
                FailureClass.Config,
                $"{machine.Name} has no monitor of the report: the reported command line has no '-qmp' with 'server'");
        await using var forward = await machine.Host.ForwardAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
        await using var monitor = await QmpClient.ConnectAsync(
            $"{machine.Name}, {socket}", forward.Local, cancellationToken: cancellationToken);
        return (socket, await monitor.QueryStatusAsync(cancellationToken));
    }

    [GeneratedRegex($@"unix:(/\S*/{ReportedSocket.Prefix}\d+\.sock)")]
    private static partial Regex Listening();
}
