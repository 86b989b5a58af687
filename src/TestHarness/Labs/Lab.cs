using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Baselines;
using TestHarness.Devices;
using TestHarness.Environments;
using TestHarness.Evidence;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Hosts;
using TestHarness.Labs.Machines;
using TestHarness.Labs.Systems;
using TestHarness.Ledger;
using TestHarness.GuestPlaces;

namespace TestHarness.Labs;

/// <summary>
/// The hosts of one scenario with everything that it makes on them. Closing the lab leaves the hosts as they were.
/// </summary>
public sealed class Lab : ILab
{
    private readonly LabResources _resources;
    private readonly ReproRecord _steps;
    private readonly ConcurrentBag<IAsyncDisposable> _alongside = [];

    internal Lab(
        LabEnvironment environment,
        ImmutableArray<LabHost> hosts,
        GuestImages images,
        LabResources resources,
        HostChecks checks,
        ReproRecord steps)
    {
        (Environment, Hosts, Images) = (environment, hosts, images);
        (_resources, HostChecks, _steps) = (resources, checks, steps);
        Disks = new AttachedDisks(checks);
        Reboots = new HostReboots(environment, resources, checks, Disks);
        Machines = new LabMachines(this, resources);
    }

    /// <inheritdoc/>
    public LabEnvironment Environment { get; }

    /// <inheritdoc/>
    public ImmutableArray<LabHost> Hosts { get; }

    /// <inheritdoc/>
    public IHost Machine => _resources.Machine;

    /// <inheritdoc/>
    public LedgerScope Provisioning => _resources.Provisioning;

    /// <inheritdoc/>
    public ScenarioEvidence Evidence => _resources.Evidence;

    /// <inheritdoc/>
    public Action<string> Progress => _resources.Progress;

    /// <inheritdoc/>
    public Action<object> LegEvents { get; set; } = _ => { };

    /// <summary>The QEMUs of the scenario.</summary>
    public LabMachines Machines { get; }

    /// <summary>The disks of the scenario on all its hosts.</summary>
    public AttachedDisks Disks { get; }

    /// <summary>The checks of the hosts.</summary>
    public HostChecks HostChecks { get; }

    /// <summary>The reboots of hosts on purpose.</summary>
    public HostReboots Reboots { get; }

    /// <summary>The usual figures of the scenario under these conditions; null when the run compares with no baseline.</summary>
    public ScenarioBaseline? Baseline { get; set; }

    /// <summary>The content ID of the guest image from which templates are made; null when every guest boots.</summary>
    public string? TemplateImage { get; init; }

    /// <summary>A task that ends, with the reason, when a lease of the hosts is lost.</summary>
    public Task<HarnessException> LeaseLost => _resources.LeaseLost;

    /// <summary>The disk images of the run.</summary>
    internal GuestImages Images { get; }

    /// <summary>The kernel log records that the environment accepts.</summary>
    public AllowList AllowList => _resources.AllowList;

    /// <summary>The checks that were not made in this scenario so far.</summary>
    public UnmadeChecks Unmade => _resources.Unmade;

    /// <summary>The findings of this scenario so far that were accepted.</summary>
    public AllowedFindings Allowed => _resources.Allowed;

    /// <summary>Finds a host of the scenario.</summary>
    /// <param name="name">
    /// <c>host1</c> for the scenario's first host, <c>host2</c> for the second and so on, whatever the environment calls them;
    /// or a host's name in the environment.
    /// </param>
    /// <exception cref="HarnessException">Class config: the scenario has no host of that name.</exception>
    public LabHost Host(HostName name) =>
        Hosts.FirstOrDefault(host => host.Name == NameOf(name.Text)) ?? throw new HarnessException(
            FailureClass.Config,
            $"this scenario has no host '{name}'; it has {string.Join(" and ", Hosts.Select(host => host.Name))}");

    /// <summary>Returns the environment's name of a host that a feature names; any other name as it is.</summary>
    public string NameOf(string name) => Hosts.Where((_, index) => RoleOf(index) == name).FirstOrDefault()?.Name ?? name;

    /// <summary>Returns a line for each host that features call otherwise than the environment does.</summary>
    public IEnumerable<string> HostRoles() => Hosts.Select((host, index) => (host.Name, Role: RoleOf(index)))
        .Where(host => host.Name != host.Role).Select(host => $"{host.Role} is {host.Name}");

    private static string RoleOf(int index) => string.Create(CultureInfo.InvariantCulture, $"host{index + 1}");

    /// <inheritdoc/>
    public void Record(params ReadOnlySpan<ReproStep> steps) => _steps.Add(steps);

    /// <inheritdoc/>
    public void Keep(IAsyncDisposable used) => _alongside.Add(used);

    /// <inheritdoc/>
    public GuestPlace Attach(GuestPlace place) => Disks.Attach(place);

    /// <summary>Undoes everything, compares the hosts with how they were, and ends the connections.</summary>
    /// <exception cref="HarnessException">Class leak: something could not be undone, or was left behind.</exception>
    public async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Teardown.RunAsync(
        [
            .. EndSessions(),
            Teardown.Step(WriteEvidence),
            () =>
            {
                bound.CancelAfter(Environment.Timeouts.Teardown);
                return _resources.CloseAsync(bound.Token);
            },
        ]);
    }

    /// <summary>
    /// Leaves a failed scenario as it is: its QEMUs and what it has made on the hosts stay until 'harness clean', and no other
    /// scenario gets the hosts. The harness's own sessions end.
    /// </summary>
    /// <param name="guests">Ends the harness's sessions with the guests.</param>
    /// <exception cref="HarnessException">Class ssh: the connection to a host broke, so that a QEMU has ended.</exception>
    public Task KeepAsync(Func<Task> guests) => _resources.KeepAsync(
        this,
        _steps.Scenario,
        [guests, .. EndSessions(), Teardown.Step(WriteEvidence)]);

    /// <summary>Ends the QEMUs, then what served them.</summary>
    private IEnumerable<Func<Task>> EndSessions() => _alongside.Prepend(Machines)
        .Select(kept => (Func<Task>)(() => kept.DisposeAsync().AsTask()));

    private void WriteEvidence()
    {
        Evidence.Write("host-kernel.log", HostChecks.KernelLogs);
        if (Allowed.List() is { } allowed)
            Evidence.Write(AllowedFindings.FileName, allowed);
        if (_steps.CommandLines is { Length: > 0 } commandLines)
            Evidence.Write("command-lines.txt", commandLines);
        Evidence.Write(ReproScript.FileName, _steps.Script, ReproScript.MediaType);
    }
}
