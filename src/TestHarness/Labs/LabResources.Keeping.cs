using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Labs.Keeping;
using TestHarness.Ledger;

namespace TestHarness.Labs;

internal sealed partial record LabResources
{
    /// <summary>
    /// Leaves a failed scenario as it is: keeps the ledger and the hosts for it, and releases the other resources.
    /// </summary>
    /// <param name="title">The scenario's title.</param>
    /// <param name="sessions">End the harness's own sessions, once QEMUs and daemons are untied from it.</param>
    /// <exception cref="HarnessException">Class ssh: the connection to a host broke, and a QEMU ended with it.</exception>
    public async Task KeepAsync(Lab lab, string title, ImmutableArray<Func<Task>> sessions)
    {
        using var bound = new CancellationTokenSource(lab.Environment.Timeouts.Teardown);
        var scenario = new KeptScenario(title, DateTimeOffset.UtcNow);
        await Teardown.RunAsync(
        [
            async () => Tell(new KeptLab(scenario, lab.Hosts, await lab.Machines.LeaveRunningAsync(bound.Token))),
            () => LeaveDaemonsAsync(bound.Token),
            .. sessions,
            () => KeepAsync(scenario),
        ]);
    }

    private void Tell(KeptLab kept)
    {
        var text = kept.Describe();
        Evidence.Write(KeptLab.FileName, text);
        Progress(text);
    }

    /// <summary>
    /// Unties the processes that the ledger ends, such as the daemons of devices; all others end with the harness.
    /// </summary>
    private Task LeaveDaemonsAsync(CancellationToken cancellationToken) => Teardown.RunAsync(
        Hosts.SelectMany(host => host.Running)
            .Where(process => Ledger.Pending.Any(entry => entry.Names(process.Id)))
            .Select(process => (Func<Task>)(() => process.LeaveRunningAsync(cancellationToken))));

    private Task KeepAsync(KeptScenario scenario) => Teardown.RunAsync(
    [
        () => Leases.LeaveAsync(Ledger, CancellationToken.None),
        () => Ledger.KeepAsync(scenario),
        () => Ledger.DisposeAsync().AsTask(),
        Teardown.Step(Transcript.Dispose),
        Teardown.Step(Commands.Dispose),
        Teardown.Step(() => Unmade.Add(HealthReport.Unmade(HealthCheck.Leaks, "the hosts", "the failed scenario is kept"))),
        Teardown.Step(CompleteEvidence),
        Teardown.Step(() => Lease.Keep(scenario)),
    ]);
}
