using System.Collections.Concurrent;
using System.Collections.Immutable;
using TestHarness.Baselines;
using TestHarness.Environments;
using TestHarness.Evidence;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Hosts;
using TestHarness.Migration;

namespace TestHarness.Labs;

/// <summary>The hosts of one scenario, with everything on them that the scenario makes; closing it leaves the hosts as they were.</summary>
public sealed partial class Lab
{
    private const string FirstHost = "host1";

    private readonly LabResources _resources;
    private ImmutableArray<HostWatch> _hostWatches;
    private readonly string _scenario;
    private ImmutableArray<ReproStep> _steps = [];
    private readonly Lock _recording = new();
    private readonly ConcurrentBag<IAsyncDisposable> _alongside = [];

    internal Lab(
        string scenario, LabEnvironment environment, ImmutableArray<LabHost> hosts, LabResources resources, ImmutableArray<HostWatch> hostWatches)
    {
        (_scenario, Environment, Hosts, _resources, _hostWatches) = (scenario, environment, hosts, resources, hostWatches);
        AllowList = new AllowList(environment.KernelLogAllow, TimeProvider.System);
    }

    public LabEnvironment Environment { get; }

    public ImmutableArray<LabHost> Hosts { get; }

    /// <summary>What is usual for the scenario here; null when nobody compares.</summary>
    public ScenarioBaseline? Baseline { get; set; }

    public ScenarioEvidence Evidence => _resources.Evidence;

    public AllowList AllowList { get; }

    /// <summary>The checks that were not made in this scenario so far.</summary>
    public UnmadeChecks Unmade => _resources.Unmade;

    /// <summary>The findings of this scenario so far that were accepted.</summary>
    public AllowedFindings Allowed { get; } = new();

    /// <summary>Where a line goes that tells a person how far the scenario is.</summary>
    public Action<string> Progress => _resources.Progress;

    /// <param name="name">A host's in the environment; <c>host1</c> is besides the scenario's first, whatever its name.</param>
    /// <exception cref="HarnessException">Class config: the environment has no host of that name among this scenario's.</exception>
    public LabHost Host(HostName name) => Hosts.FirstOrDefault(host => host.Name == name.Text) switch
    {
        { } host => host,
        null when name.Text == FirstHost => Hosts[0],
        null => throw new HarnessException(
            FailureClass.Config,
            $"this scenario has no host '{name}'; it has {string.Join(" and ", Hosts.Select(host => host.Name))}"),
    };

    /// <summary>Checks the hosts; collects what was accepted and the checks that were not made.</summary>
    public async Task<HealthReport> CheckHostsAsync(CancellationToken cancellationToken = default)
    {
        var report = HealthReport.Combine(await Task.WhenAll(_hostWatches.Select(watch => watch.CheckAsync(cancellationToken))));
        Allowed.Add(report);
        Unmade.Add(report);
        return report;
    }

    /// <summary>Adds to the script with which a person repeats the scenario by hand.</summary>
    public void Record(params ReadOnlySpan<ReproStep> steps)
    {
        lock (_recording)
            _steps = [.. _steps, .. steps];
    }

    /// <summary>By which address one host migrates to another; two logical hosts of one connection are one machine.</summary>
    public static MigrationRoute Route(LabHost source, LabHost destination) => destination.Host.Connection switch
    {
        var connection when connection == source.Host.Connection => new MigrationRoute("tcp:127.0.0.1:0", null),
        _ when destination.Description.MigrationAddress is { } address => new MigrationRoute("tcp:0:0", address),
        SshConnection ssh => new MigrationRoute("tcp:0:0", ssh.Destination.Host),
        _ => throw new HarnessException(
            FailureClass.Config,
            $"{source.Name} cannot migrate to {destination.Name}: a host reached over SSH does not know this machine's address; give {destination.Name} a migrationAddress"),
    };

    /// <summary>Keeps an object until the lab closes, which disposes it first.</summary>
    public void Keep(IAsyncDisposable used) => _alongside.Add(used);

    /// <summary>Undoes everything, compares the hosts with how they were, and ends the connections.</summary>
    /// <exception cref="HarnessException">Class leak: what could not be undone, or was left behind.</exception>
    public async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Teardown.RunAsync(
        [
            .. _alongside.Select(kept => (Func<Task>)(() => kept.DisposeAsync().AsTask())),
            Teardown.Step(WriteEvidence),
            () =>
            {
                bound.CancelAfter(Environment.Timeouts.Teardown);
                return _resources.CloseAsync(bound.Token);
            },
        ]);
    }

    private void WriteEvidence()
    {
        Evidence.Write("host-kernel.log", string.Concat(_hostWatches.Select(watch => watch.Records)));
        if (Allowed.List() is { } allowed)
            Evidence.Write(AllowedFindings.FileName, allowed);
        Evidence.Write(ReproScript.FileName, ReproScript.Write(_scenario, [.. Hosts.Select(host => host.Description)], _steps), ReproScript.MediaType);
    }
}
