using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Environments;
using TestHarness.Evidence;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Hosts;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;
using TestHarness.Storage;

namespace TestHarness.Labs;

/// <summary>The hosts of one scenario, with everything on them that the scenario makes; closing it leaves the hosts as they were.</summary>
public sealed class Lab
{
    private readonly LabResources _resources;
    private readonly ImmutableArray<HostWatch> _hostWatches;
    private readonly string _scenario;
    private ImmutableArray<ReproStep> _steps = [];
    private int _machines;

    internal Lab(
        string scenario, LabEnvironment environment, ImmutableArray<LabHost> hosts, LabResources resources, ImmutableArray<HostWatch> hostWatches)
    {
        (_scenario, Environment, Hosts, _resources, _hostWatches) = (scenario, environment, hosts, resources, hostWatches);
        AllowList = new AllowList(environment.KernelLogAllow, TimeProvider.System);
    }

    public LabEnvironment Environment { get; }

    public ImmutableArray<LabHost> Hosts { get; }

    public ScenarioEvidence Evidence => _resources.Evidence;

    public AllowList AllowList { get; }

    /// <summary>Where a line goes that tells a person how far the scenario is.</summary>
    public Action<string> Progress => _resources.Progress;

    /// <exception cref="HarnessException">Class config: the environment has no host of that name among this scenario's.</exception>
    public LabHost Host(string name) => Hosts.FirstOrDefault(host => host.Name == name) ?? throw new HarnessException(
        FailureClass.Config, $"this scenario has no host '{name}'; it has {string.Join(" and ", Hosts.Select(host => host.Name))}");

    /// <summary>The environment's first LUN: a file made for the scenario, or one that is there already, and the same on every host.</summary>
    public async Task<SharedLun> ProvisionLunAsync(CancellationToken cancellationToken = default)
    {
        if (Environment.Luns is not [FileLun file, ..])
            throw new HarnessException(FailureClass.Config, $"environment '{Environment.Name}' has no LUN of kind file");

        var lun = file.Path is { } path
            ? new SharedLun(file.Name, path, file.Size.Bytes)
            : await SharedLun.CreateFileAsync(Hosts[0].Host, file.Name, $"{Hosts[0].Directory}/{file.Name}.raw", file.Size.Bytes, cancellationToken);
        Record(
            new CommandStep("a directory for the LUN", Hosts[0].Name, ["mkdir", "-p", Hosts[0].Directory]),
            new CommandStep($"make LUN {lun.Name}", Hosts[0].Name, ["truncate", "-s", $"{lun.Size}", lun.Path]));
        await lun.CheckVisibleAsync(Hosts.Select(host => host.Host), cancellationToken);
        return lun;
    }

    public async Task<QemuMachine> StartMachineAsync(
        LabHost host, string name, SharedLun lun, bool incoming, CancellationToken cancellationToken = default)
    {
        var directory = string.Create(CultureInfo.InvariantCulture, $"{host.Directory}/{++_machines}");
        (await host.Host.RunAsync(new Command("mkdir", "-p", directory), cancellationToken)).OrThrow(FailureClass.Provision);

        var guest = Environment.Guest;
        var commandLine = GuestCommandLine.For(
            host.Tools.Qemu.Path, host.Tools.Accelerator.Accelerator, host.Image, (int)(guest.Memory.Bytes >> 20), guest.Vcpus, lun);
        if (incoming)
            commandLine = commandLine.WithIncoming("defer");
        var qmp = new QmpOptions { CommandTimeout = Environment.Timeouts.Qmp, Transcript = _resources.Transcript };
        var start = new MachineStart(host.Host, _resources.Ledger, name, directory, commandLine, qmp);
        Record(
            new CommandStep($"a directory for the sockets of {name}", host.Name, ["mkdir", "-p", directory]),
            new QemuStep($"start {name}", host.Name, [start.FullCommandLine.Program, .. start.FullCommandLine.ToArguments()]));
        return await QemuMachine.StartAsync(start, cancellationToken);
    }

    public async Task<HealthReport> CheckHostsAsync(CancellationToken cancellationToken = default) =>
        HealthReport.Combine(await Task.WhenAll(_hostWatches.Select(watch => watch.CheckAsync(cancellationToken))));

    /// <summary>Adds to the script with which a person repeats the scenario by hand.</summary>
    public void Record(params ReadOnlySpan<ReproStep> steps) => _steps = [.. _steps, .. steps];

    /// <summary>By which address one host migrates to another.</summary>
    public static MigrationRoute Route(LabHost source, LabHost destination) => (source.Host.Connection, destination.Host.Connection) switch
    {
        (LocalConnection, LocalConnection) => new MigrationRoute("tcp:127.0.0.1:0", null),
        (_, SshConnection ssh) => new MigrationRoute("tcp:0:0", ssh.Destination.Host),
        _ => throw new HarnessException(
            FailureClass.Config, $"{source.Name} cannot migrate to {destination.Name}: a host reached over SSH does not know this machine's address"),
    };

    /// <summary>Undoes everything, compares the hosts with how they were, and ends the connections.</summary>
    /// <exception cref="HarnessException">Class leak: what could not be undone, or was left behind.</exception>
    public async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        var log = _hostWatches.SelectMany(watch => watch.Records).Select(record => record.ToString());
        Evidence.Write("host-kernel.log", string.Join('\n', log));
        Evidence.Write(ReproScript.FileName, ReproScript.Write(_scenario, [.. Hosts.Select(host => host.Description)], _steps), ReproScript.MediaType);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Environment.Timeouts.Teardown);
        await _resources.CloseAsync(bound.Token);
    }
}
