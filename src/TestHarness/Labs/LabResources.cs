using System.Collections.Concurrent;
using System.Collections.Immutable;
using TestHarness.Evidence;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qmp.Transcripts;

namespace TestHarness.Labs;

/// <summary>What a scenario holds until its end: connections, ledger, logs, and how the hosts were before.</summary>
/// <param name="Lease">Of its hosts, given back at the end.</param>
/// <param name="Machine">The harness's own, by which it commands what is no host.</param>
internal sealed record LabResources(
    HostLease Lease,
    ScenarioEvidence Evidence,
    Action<string> Progress,
    UndoLedger Ledger,
    ThinnedTranscript Transcript,
    CommandLog Commands,
    ImmutableArray<IHost> Hosts,
    IHost Machine,
    ImmutableArray<LeakCheck> Before)
{
    /// <summary>What was rebooted on purpose.</summary>
    public ConcurrentBag<HostConnection> Rebooted { get; } = [];

    /// <summary>One host for each machine: logical hosts of one connection are one machine.</summary>
    public static IEnumerable<IHost> Machines(IEnumerable<IHost> hosts) => hosts.DistinctBy(host => host.Connection);

    /// <summary>Undoes the ledger, then ends the rest; the lease is given back whatever throws.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) => Teardown.RunAsync(
    [
        async () =>
        {
            await Ledger.UndoAllAsync((name, connection) => Hosts.FirstOrDefault(host => host.Connection == connection) ?? Machine, cancellationToken: cancellationToken);
            await CheckLeaksAsync(cancellationToken);
        },
        () => Ledger.DisposeAsync().AsTask(),
        .. Hosts.Add(Machine).Select(host => (Func<Task>)(() => host.DisposeAsync().AsTask())),
        Teardown.Step(Transcript.Dispose),
        Teardown.Step(Commands.Dispose),
        Teardown.Step(CompleteEvidence),
        Teardown.Step(Lease.Dispose),
    ]);

    private void CompleteEvidence()
    {
        if (Evidence.Complete() is { } missing)
            Progress(missing);
    }

    private async Task CheckLeaksAsync(CancellationToken cancellationToken)
    {
        var machines = Machines(Hosts).ToArray();
        var after = await Task.WhenAll(machines.Select(host => LeakCheck.TakeAsync(host, cancellationToken)));
        var leaks = machines.Zip(Before, after).SelectMany(of => Rebooted.Contains(of.First.Connection)
            ? of.Third.OfWhatLasts.DifferencesSince(of.Second.OfWhatLasts)
            : of.Third.DifferencesSince(of.Second)).ToArray();
        if (leaks.Length > 0)
            throw new HarnessException(FailureClass.Leak, string.Join("; ", leaks));
    }
}
