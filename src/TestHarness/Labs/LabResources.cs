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
        try
        {
            await Ledger.UndoAllAsync(
                (name, connection) => Hosts.FirstOrDefault(host => host.Connection == connection) ?? Machine,
                cancellationToken: cancellationToken);
        }
        catch (HarnessException exception)
        {
            failure = exception;
        }

        try
        {
            await CheckLeaksAsync(cancellationToken);
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

    private async Task CheckLeaksAsync(CancellationToken cancellationToken)
    {
        var machines = Machines(Hosts).ToArray();
        var after = await Task.WhenAll(
            machines.Select(host => LeakCheck.TakeAsync(host, DeviceKinds.LeakProbes, cancellationToken)));
        var report = LeakReport.Combine(machines.Zip(Before, after).Select(snapshots =>
        {
            var (host, before, now) = snapshots;
            var recorded = Ledger.Recorded.Where(entry => entry.Connection == host.Connection);
            return Rebooted.Contains(host.Connection)
                ? LeakReport.Compare(before.SurvivingReboot, now.SurvivingReboot, recorded)
                : LeakReport.Compare(before, now, recorded);
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
