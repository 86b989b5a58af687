using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;

namespace TestHarness.Qemu.Machines;

/// <summary>A monitor that a QEMU has on a TCP port of its host's loopback, beside the harness's own.</summary>
public static partial class TcpMonitor
{
    /// <summary>Finds the port, connects to it as to any port of the host, and asks for the guest's state.</summary>
    /// <exception cref="HarnessException">Class config: there is none. Class qmp: it does not answer.</exception>
    public static async Task<(int Port, RunStatus Status)> AskAsync(QemuMachine machine, CancellationToken cancellationToken = default)
    {
        var devices = await machine.Qmp.ExecuteAsync("query-chardev", null, null, cancellationToken);
        var listening = devices.EnumerateArray()
            .Where(device => device.GetProperty("label").GetString()!.StartsWith("compat_monitor", StringComparison.Ordinal))
            .Select(device => Listening().Match(device.GetProperty("filename").GetString()!))
            .FirstOrDefault(match => match.Success) ?? throw new HarnessException(
                FailureClass.Config, $"{machine.Name} has no monitor on TCP: its command line has no '-qmp tcp:…'");
        var port = int.Parse(listening.Groups[1].Value, CultureInfo.InvariantCulture);
        await using var forward = await machine.Host.ForwardAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        await using var monitor = await QmpClient.ConnectAsync($"{machine.Name}, port {port}", forward.Local, cancellationToken: cancellationToken);
        return (port, await monitor.QueryStatusAsync(cancellationToken));
    }

    [GeneratedRegex(@"tcp:127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
