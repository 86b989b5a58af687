using System.Collections.Immutable;
using TestHarness.Hosts;
using TestHarness.Qemu.Capabilities;
using TestHarness.VirtualLab.Fabric;
using TestHarness.VirtualLab.Images;
using TestHarness.VirtualLab.Machines;
using TestHarness.VirtualLab.Machines.Starting;

namespace TestHarness.VirtualLab;

public sealed partial class VirtualLab
{
    private static readonly TimeSpan OnlineBound = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Brings up at least that number of hosts: a host that answers and has the same image and size stays as it is, another one
    /// is replaced. When this fails or is cancelled, the hosts that it started have ended.
    /// </summary>
    /// <returns>All hosts that are up.</returns>
    /// <exception cref="Failures.HarnessException">Class preflight: a run uses a host that would be replaced.</exception>
    public async Task<ImmutableArray<LabHostStatus>> UpAsync(
        LabHostImage image, LabSize size, Action<string> progress, CancellationToken cancellationToken = default)
    {
        var accelerator = await AcceleratorAsync(image, progress, cancellationToken);
        using var held = await LabLock.TakeAsync(paths.Lock, progress, cancellationToken);
        var plans = paths.Hosts.Select(
            folder =>
                new LabHostPlan(paths, folder, image, StorageHost.Size(folder.Number, size), accelerator)).ToImmutableArray();
        var looked = await Task.WhenAll(plans.Select(plan => LookAsync(plan, cancellationToken)));
        await LabHostUse.RequireNoneAsync(looked.Where(found => !found.IsKept).Select(found => found.Status), cancellationToken);
        var kept = await Task.WhenAll(
            plans.Zip(looked, (plan, found) => KeepOrEndAsync(plan, found.Status, found.IsKept, progress, cancellationToken)));
        if (!kept.Contains(true))
            foreach (var disk in SharedDisk.All)
                disk.Make(paths);
        StorageHost.MakeDisks(paths);
        var isNewFabric = await FabricProcess.EnsureAsync(paths, progress, cancellationToken);
        await LabSsh.WriteKnownHostsAsync(paths, image, cancellationToken);
        var started = plans.Take(size.Hosts).Where(plan => !kept[plan.Folder.Number - 1]).ToImmutableArray();
        await StartAllAsync(started, progress, cancellationToken);
        plans[0].Snapshot.DeleteStale();
        await LabSsh.WriteConfigAsync(paths, cancellationToken);
        await ForgetGoneAsync(progress, cancellationToken);
        var loggingIn = isNewFabric ? plans.Where((_, index) => index < size.Hosts || kept[index]) : started;
        await Fabric.WaitOnlineAsync([.. loggingIn.Select(plan => plan.Name)], OnlineBound, cancellationToken);
        return await StatusAsync(cancellationToken);
    }

    private static async Task<string> AcceleratorAsync(
        LabHostImage image, Action<string> progress, CancellationToken cancellationToken)
    {
        await using var machine = new LocalHost("this machine");
        var qemu = await QemuBinary.FindAsync(machine, image.Qemu, cancellationToken);
        var choice = await AcceleratorProbe.ChooseAsync(machine, qemu, null, cancellationToken);
        if (choice.WhyNotKvm is not null)
            progress($"lab hosts run under {choice}");
        return choice.Accelerator;
    }

    /// <summary>Reads a host's status, and whether the host stays because it is up as planned.</summary>
    private async Task<(LabHostStatus? Status, bool IsKept)> LookAsync(LabHostPlan plan, CancellationToken cancellationToken)
    {
        var status = await LabHostProbe.ReadStatusAsync(paths, plan.Folder, cancellationToken);
        var record = await LabHostRecord.ReadAsync(plan.Folder, cancellationToken);
        return (status, status is { State: LabHostState.Up } && record?.SnapshotKey == plan.Key);
    }

    /// <summary>Ends a host unless it is up as planned.</summary>
    /// <returns>Whether the host is up as planned; else it has ended.</returns>
    private static async Task<bool> KeepOrEndAsync(
        LabHostPlan plan, LabHostStatus? status, bool isKept, Action<string> progress, CancellationToken cancellationToken)
    {
        if (isKept)
            return true;

        if (status is not null)
        {
            var reason = status.State == LabHostState.Up
                ? "has another image or size"
                : $"is {status.State.ToString().ToLowerInvariant()}";
            progress($"{plan.Name}: {reason}, and is ended");
        }

        await LabHostEnd.RunAsync(plan.Folder, cancellationToken);
        return false;
    }

    /// <summary>Starts the hosts side by side; when one fails, cancels the others and throws its failure.</summary>
    private static async Task StartAllAsync(
        ImmutableArray<LabHostPlan> plans, Action<string> progress, CancellationToken cancellationToken)
    {
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var starts = plans.Select(plan => new LabHostStart(plan, progress).RunAsync(givenUp.Token)).ToList();
        await foreach (var start in Task.WhenEach(starts))
        {
            if (!start.IsCompletedSuccessfully)
            {
                await givenUp.CancelAsync();
                await ((Task)Task.WhenAll(starts)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await start;
            }
        }
    }
}
