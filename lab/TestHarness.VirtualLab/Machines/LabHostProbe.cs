using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;

namespace TestHarness.VirtualLab.Machines;

/// <summary>The status of a lab host: whether QEMU runs, its monitor answers, and the host runs a command over SSH.</summary>
internal static class LabHostProbe
{
    private static readonly TimeSpan MonitorBound = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SshBound = TimeSpan.FromSeconds(20);

    /// <summary>Reads the status of a host.</summary>
    /// <returns>The status; null when the host did not come up or was taken down.</returns>
    public static async Task<LabHostStatus?> ReadStatusAsync(
        LabPaths paths, LabHostFolder folder, CancellationToken cancellationToken)
    {
        if (await LabHostRecord.ReadAsync(folder, cancellationToken) is not { } record)
            return null;

        var process = LabProcess.Find(folder.ProcessIdFile);
        var destination = LabSsh.Destination(paths, record);
        await using var host = new SshHost(folder.Name, destination);
        var state = process is null ? LabHostState.Dead
            : await IsRunningAsync(folder, cancellationToken)
                && await SshAnswer.WhyNotAsync(host, folder, SshBound, cancellationToken) is null
                && !await HasHungTargetAsync(host, cancellationToken) ? LabHostState.Up
            : LabHostState.Hung;
        return new LabHostStatus(
            folder.Name, state, record.Since, process?.Id, record.Accelerator, record.Memory, record.Vcpus, record.Origin,
            destination);
    }

    /// <summary>
    /// Returns whether the storage's kernel waits for ever: at an initiator's end tcm_fc waits for a write whose data was lost
    /// with the initiator's link, and meanwhile handles no login of any initiator (seen with Linux 6.12).
    /// </summary>
    private static async Task<bool> HasHungTargetAsync(SshHost host, CancellationToken cancellationToken) =>
        (await host.RunAsync(Command.Shell("grep -qs ft_prlo /proc/[0-9]*/stack"), cancellationToken)).Succeeded;

    private static async Task<bool> IsRunningAsync(LabHostFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            var options = QmpOptions.Default with { ConnectTimeout = MonitorBound, CommandTimeout = MonitorBound };
            await using var qmp = await QmpClient.ConnectAsync(
                folder.Name, new UnixDomainSocketEndPoint(folder.Monitor), options, cancellationToken);
            return (await qmp.QueryStatusAsync(cancellationToken)).Running;
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Qmp)
        {
            return false;
        }
    }
}
