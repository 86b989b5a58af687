using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp;

namespace TestHarness.VirtualLab.Machines.Starting;

/// <summary>Starts a QEMU that outlives the harness (<c>-daemonize</c>).</summary>
internal static partial class QemuStart
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>Returns when QEMU has made its machine. A harness that ends before that takes QEMU with it.</summary>
    /// <exception cref="HarnessException">QEMU ended, with what it said (class provision).</exception>
    public static async Task<QmpClient> RunAsync(LabHostFolder folder, QemuCommandLine commandLine, CancellationToken cancellationToken)
    {
        await using var machine = new LocalHost("this machine");
        // The tag is none of this harness's session, as no scenario leaves the lab behind.
        var command = commandLine.ToCommand().WithTimeout(Bound).WithEnvironment(ProcessTag.Variable, $"lab-{ProcessTag.NewId()}");
        var result = await machine.RunAsync(command, cancellationToken);
        if (!result.Succeeded)
            throw new HarnessException(
                FailureClass.Provision,
                $"{folder.Name}: QEMU ended at once with {result.ExitCode}: {result.StandardError.Trim()} {LabLogs.Tail(folder.QemuLog)}".TrimEnd());
        return await QmpClient.ConnectAsync(folder.Name, new UnixDomainSocketEndPoint(folder.Monitor), null, cancellationToken);
    }

    /// <summary>The port of this machine that QEMU has taken for the host's sshd.</summary>
    public static async Task<int> SshPortAsync(QmpClient qmp, CancellationToken cancellationToken)
    {
        // QMP has no command for it.
        var told = await qmp.ExecuteAsync(
            "human-monitor-command", new Dictionary<string, string> { ["command-line"] = "info usernet" }, null, cancellationToken);
        return told.ValueKind == JsonValueKind.String && HostForward().Match(told.GetString()!) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new HarnessException(FailureClass.Provision, $"{qmp.Name}: 'info usernet' names no forwarded port: {told}");
    }

    [GeneratedRegex(@"\[HOST_FORWARD\]\s+\d+\s+127\.0\.0\.1\s+(\d+)")]
    private static partial Regex HostForward();
}
