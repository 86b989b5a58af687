using System.Collections.Concurrent;
using System.Collections.Immutable;
using TestHarness.Devices.Registry;
using TestHarness.Evidence;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Hosts;
using TestHarness.Labs.Leasing;
using TestHarness.Ledger;
using TestHarness.Qmp.Transcripts;

namespace TestHarness.Labs;

/// <summary>
/// The resources of a scenario until its end: its lease, ledger and logs, and the state of the hosts before it.
/// </summary>
/// <param name="Lease">The hosts that no other scenario of the run uses, freed at the end.</param>
/// <param name="Leases">The leases on the hosts, returned at the end.</param>
/// <param name="Machine">The harness's own machine, for commands to equipment that is not a host.</param>
/// <param name="AllowList">The kernel log records that the environment accepts.</param>
/// <param name="Unmade">The checks that were not made in the scenario.</param>
internal sealed partial record LabResources(
    HostLease Lease,
    ScenarioLeases Leases,
    ScenarioEvidence Evidence,
    Action<string> Progress,
    UndoLedger Ledger,
    ThinnedTranscript Transcript,
    CommandLog Commands,
    ImmutableArray<LoggedHost> Hosts,
    IHost Machine,
    ImmutableArray<LeakCheck> Before,
    UnmadeChecks Unmade,
    AllowList AllowList)
{
    /// <summary>The findings of the scenario so far that were accepted.</summary>
    public AllowedFindings Allowed { get; } = new();

    /// <summary>The scope that records what is made, and undoes it when the scenario ends.</summary>
    public LedgerScope Provisioning => new(Ledger);

    /// <summary>A task that ends, with the reason, when a lease is lost.</summary>
    public Task<HarnessException> LeaseLost => Leases.Lost;

    /// <summary>Whether nobody else uses the hosts, as they are machines of the virtual lab.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The hosts that were rebooted on purpose.</summary>
    public ConcurrentBag<HostConnection> Rebooted { get; } = [];

    /// <summary>Selects one host for each machine: logical hosts of one connection are one machine.</summary>
    public static IEnumerable<IHost> Machines(IEnumerable<IHost> hosts) => hosts.DistinctBy(host => host.Connection);

    /// <summary>
    /// Undoes the ledger, looks for leaks even when that fails, and releases the other resources; the lease is returned in any
    /// case.
    /// </summary>
    /// <exception cref="HarnessException">Class leak: what could not be undone, and what was left behind.</exception>
    public Task CloseAsync(CancellationToken cancellationToken) => Teardown.RunAsync(
    [
        () => UndoAsync(cancellationToken),
        () => Ledger.DisposeAsync().AsTask(),
        Teardown.Step(Transcript.Dispose),
        Teardown.Step(Commands.Dispose),
        Teardown.Step(CompleteEvidence),
        () => Leases.DisposeAsync().AsTask(),
        Teardown.Step(Lease.Dispose),
    ]);

    private void CompleteEvidence()
    {
        if (Unmade.List() is { } unmade)
            Evidence.Write(UnmadeChecks.FileName, unmade);
        if (Evidence.Complete() is { } missing)
            Progress(missing);
    }

    /// <summary>Undoes the ledger, and looks for leaks even when that fails: a failure reports both.</summary>
    private async Task UndoAsync(CancellationToken cancellationToken)
    {
        HarnessException? failure = null;
        if (Leases.Lost.IsCompletedSuccessfully)
            Progress((await Leases.Lost).Message);
        var away = await Leases.RegainAsync(cancellationToken);
        try
        {
            await Ledger.UndoAllAsync(
                (name, connection) => Hosts.FirstOrDefault(host => host.Connection == connection) ?? Machine,
                connection => !away.Contains(connection),
                cancellationToken);
            if (Ledger.Pending is [_, ..] left)
                throw LeftToOthers(left);
        }
        catch (HarnessException exception)
        {
            failure = exception;
        }

        try
        {
            await CheckLeaksAsync(away, cancellationToken);
        }
        catch (HarnessException exception) when (failure is not null)
        {
            throw new HarnessException(FailureClass.Leak, $"{failure.Detail}; {exception.Detail}", failure)
            {
                Faults = [.. failure.Faults, .. exception.Faults],
            };
        }
        catch (OperationCanceledException) when (failure is not null)
        {
            const string notChecked = "leaks were not checked, as the time for the end of the scenario was over";
            throw new HarnessException(
                FailureClass.Leak,
                $"{failure.Detail}; {notChecked}",
                failure)
            {
                Faults = [.. failure.Faults, new Fault(FailureClass.Leak, notChecked)],
            };
        }

        if (failure is not null)
            throw failure;
    }

    private HarnessException LeftToOthers(ImmutableArray<LedgerEntry> left) => new(
        FailureClass.Leak,
        $"{string.Join(" and ", left.Select(entry => entry.Host).Distinct())} may belong to another run, as the lease is lost; "
        + $"{left.Length} ledger entries stay in {Ledger.Path} and on the host, whose next run or 'harness clean' undoes them");

    private async Task CheckLeaksAsync(ImmutableHashSet<HostConnection> away, CancellationToken cancellationToken)
    {
        foreach (var host in Machines(Hosts).Where(host => away.Contains(host.Connection)))
            Unmade.Add(HealthReport.Unmade(HealthCheck.Leaks, host.Name, "another run may have the host"));
        var machines = Machines(Hosts).Zip(Before).Where(machine => !away.Contains(machine.First.Connection)).ToArray();
        var after = await Task.WhenAll(
            machines.Select(machine => LeakCheck.TakeAsync(machine.First, DeviceKinds.LeakProbes, cancellationToken)));
        var report = LeakReport.Combine(machines.Zip(after).Select(snapshots =>
        {
            var ((host, before), now) = (snapshots.First, snapshots.Second);
            var recorded = Ledger.Recorded.Where(entry => entry.Connection == host.Connection);
            return Rebooted.Contains(host.Connection)
                ? LeakReport.Compare(before.SurvivingReboot, now.SurvivingReboot, recorded, IsAlone)
                : LeakReport.Compare(before, now, recorded, IsAlone);
        }));
        foreach (var remark in report.Remarks)
            Progress(remark);
        foreach (var kind in report.NotChecked)
            Unmade.Add(HealthReport.Unmade(HealthCheck.Leaks, $"kind '{kind.Kind}' on {kind.Host}", kind.Reason));
        if (!report.Remarks.IsEmpty)
            Evidence.Write("leak-check.txt", string.Concat(report.Remarks.Select(remark => $"{remark}\n")));
        report.ThrowOnLeaks();
    }
}
