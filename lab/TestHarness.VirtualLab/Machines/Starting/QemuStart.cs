using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp;

namespace TestHarness.VirtualLab.Machines.Starting;

/// <summary>The start of a QEMU that outlives the harness (<c>-daemonize</c>).</summary>
internal static partial class QemuStart
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

    /// <summary>Returns the port of this machine that QEMU forwards to the host's sshd.</summary>
    public static async Task<int> SshPortAsync(QmpClient qmp, CancellationToken cancellationToken)
    {
        // QMP has no command for the forwarded ports.
        var output = await qmp.ExecuteAsync(
            "human-monitor-command",
            new Dictionary<string,
            string> { ["command-line"] = "info usernet" },
            null,
            cancellationToken);
        return output.ValueKind == JsonValueKind.String && HostForward().Match(output.GetString()!) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new HarnessException(FailureClass.Provision, $"{qmp.Name}: 'info usernet' names no forwarded port: {output}");
    }

    [GeneratedRegex(@"\[HOST_FORWARD\]\s+\d+\s+127\.0\.0\.1\s+(\d+)")]
    private static partial Regex HostForward();
}
