using System.Diagnostics;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.FcFabric.Control;
using TestHarness.Hosts;
using TestHarness.Qmp.Machine;
using TestHarness.VirtualLab.Machines.Snapshots;

namespace TestHarness.VirtualLab.Machines.Starting;

/// <summary>
/// The start of one host: from its snapshot when there is a valid one, else by a boot, after which a snapshot is saved.
/// </summary>
internal sealed class LabHostStart(LabHostPlan plan, Action<string> progress)
{
    private static readonly TimeSpan BootBound = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan SshBound = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RestoreBound = TimeSpan.FromSeconds(20);

    /// <summary>Brings the host up.</summary>
    public async Task<LabHostRecord> RunAsync(CancellationToken cancellationToken)
    {
        if (plan.Snapshot.Exists)
        {
            try
            {
                return await AttemptAsync(LabHostOrigin.Snapshot, RestoreAsync, cancellationToken);
            }
            catch (Exception exception) when (exception is HarnessException or IOException)
            {
                plan.Snapshot.Delete();
                progress($"{plan.Name}: its snapshot cannot be used and is removed: {exception.Message}");
            }
        }

        return await AttemptAsync(LabHostOrigin.Boot, BootAsync, cancellationToken);
    }

    /// <summary>Starts the host in one way, and ends it again unless it comes up.</summary>
    private async Task<LabHostRecord> AttemptAsync(
        LabHostOrigin origin, Func<CancellationToken, Task<int>> start, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        progress(
            $"{plan.Name}: {(origin == LabHostOrigin.Boot ? "boots" : "is restored from its snapshot")} under "
            + $"{plan.Accelerator}");
        plan.Folder.Prepare();
        try
        {
            var port = await start(cancellationToken);
            var record = Record(port, origin);
            await record.WriteAsync(plan.Folder, cancellationToken);
            progress(string.Create(CultureInfo.InvariantCulture, $"{plan.Name}: up after {watch.Elapsed.TotalSeconds:0.0} s"));
            return record;
        }
        catch
        {
            await LabHostEnd.RunAsync(plan.Folder, CancellationToken.None);
            throw;
        }
    }

    private async Task<int> BootAsync(CancellationToken cancellationToken)
    {
        await using var machine = new LocalHost("this machine");
        var overlay = new Command(
            plan.Image.QemuImg, "create", "-q", "-f", "qcow2", "-b", plan.Image.Disk, "-F", "raw", plan.Folder.Overlay);
        (await machine.RunAsync(overlay, cancellationToken)).OrThrow(FailureClass.Provision);
        await using var qmp = await QemuStart.RunAsync(plan.Folder, plan.CommandLine, cancellationToken);
        var port = await qmp.QueryForwardedPortAsync(cancellationToken);
        await ConsolePrompt.WaitAsync(plan.Folder, BootBound, cancellationToken);
        SystemdState state;
        await using (var host = Connect(port))
        {
            await AnswerAsync(host, SshBound, cancellationToken);
            state = await SystemdWait.RunAsync(host, progress, cancellationToken);
            await RestoredHostCheck.MarkAsync(host, cancellationToken);
        }

        await SnapshotAfterBoot.SaveAsync(qmp, plan.Folder.Overlay, plan.Snapshot, state, progress, cancellationToken);
        return port;
    }

    private async Task<int> RestoreAsync(CancellationToken cancellationToken)
    {
        plan.Snapshot.Touch();
        await SnapshotChecksum.VerifyAsync(plan.Snapshot, cancellationToken);
        File.Copy(plan.Snapshot.Disk, plan.Folder.Overlay);
        await using var qmp = await QemuStart.RunAsync(plan.Folder, plan.CommandLine.WithIncoming("defer"), cancellationToken);
        var port = await qmp.QueryForwardedPortAsync(cancellationToken);
        await SnapshotTransfer.RestoreAsync(qmp, plan.Snapshot, cancellationToken);
        await using var host = Connect(port);
        await AnswerAsync(host, RestoreBound, cancellationToken);
        await RestoredHostCheck.RunAsync(host, plan.Size, cancellationToken);
        await new FabricClient(plan.Paths.Fabric.Control).ClearLinksAsync(plan.Name, cancellationToken);
        return port;
    }

    private async Task AnswerAsync(IHost host, TimeSpan bound, CancellationToken cancellationToken)
    {
        if (await SshAnswer.WhyNotAsync(host, plan.Folder, bound, cancellationToken) is { } reason)
            throw new HarnessException(
                FailureClass.Provision,
                $"{plan.Name}: no command was run over SSH within {bound.TotalSeconds} s: {reason}; "
                + $"the end of {plan.Folder.SerialLog}: {LabLogs.Tail(plan.Folder.SerialLog)}");
    }

    private SshHost Connect(int port) => new(plan.Name, LabSsh.Destination(plan.Paths, Record(port, LabHostOrigin.Boot)));

    private LabHostRecord Record(int port, LabHostOrigin origin) => new(
        plan.Key,
        plan.Image.IdentityFile,
        port,
        DateTimeOffset.UtcNow,
        plan.Accelerator,
        plan.Size.Memory,
        plan.Size.Vcpus,
        origin);
}
