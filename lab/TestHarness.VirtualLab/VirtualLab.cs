using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.FcFabric.Control;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Ledger;
using TestHarness.VirtualLab.Fabric;
using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab;

/// <summary>The lab hosts on this machine, each a QEMU that runs until <see cref="DownAsync"/>, whoever started it.</summary>
public sealed partial class VirtualLab(LabPaths paths)
{
    /// <summary>The lab of this user.</summary>
    public static VirtualLab OfUser { get; } = new(LabPaths.OfUser);

    /// <summary>The folders of the lab.</summary>
    public LabPaths Paths => paths;

    /// <summary>The lab's Fibre Channel fabric, which runs while the lab is up.</summary>
    public FabricClient Fabric => new(paths.Fabric.Control);

    /// <summary>Returns whether the fabric runs and answers; the next <see cref="UpAsync"/> starts one that does not.</summary>
    public Task<bool> IsFabricUpAsync(CancellationToken cancellationToken = default) =>
        FabricProcess.AnswersAsync(paths.Fabric, cancellationToken);

    /// <summary>Returns the hosts that came up and were not taken down, in their order.</summary>
    public async Task<ImmutableArray<LabHostStatus>> StatusAsync(CancellationToken cancellationToken = default) =>
        [
            .. (await Task.WhenAll(
                paths.Hosts.Select(host => LabHostProbe.ReadStatusAsync(paths, host, cancellationToken))))
                .OfType<LabHostStatus>(),
        ];

    /// <summary>Finds a host that is up.</summary>
    /// <exception cref="HarnessException">Class preflight: the host is not up. Class config: there is no such host.</exception>
    public async Task<LabHostStatus> HostAsync(string name, CancellationToken cancellationToken = default)
    {
        var hosts = await StatusAsync(cancellationToken);
        var folder = Folder(name);
        return hosts.FirstOrDefault(host => host.Name == folder.Name) switch
        {
            { State: LabHostState.Up } host => host,
            var host => throw new HarnessException(
                FailureClass.Preflight,
                $"{name} of the virtual lab is {host?.State.ToString().ToLowerInvariant() ?? "not up"}: run 'harness lab up'"),
        };
    }

    /// <summary>Drops the ledger entries of killed runs for lab hosts that no longer run.</summary>
    public async Task ForgetGoneAsync(Action<string> note, CancellationToken cancellationToken = default)
    {
        var running = (await StatusAsync(cancellationToken))
            .Where(host => host.State != LabHostState.Dead)
            .Select(host => host.Destination.Port)
            .ToHashSet();
        await LedgerReplay.ForgetAsync(
            HarnessPaths.Ledgers,
            connection => connection is SshConnection { Destination: var host }
                && host.KnownHostsFile == paths.KnownHosts && !running.Contains(host.Port),
            note);
    }

    /// <summary>Ends all hosts, in whatever state they are; their logs and snapshots stay.</summary>
    /// <returns>The names of the hosts that there were.</returns>
    /// <exception cref="HarnessException">Class preflight: a run uses a host.</exception>
    public async Task<ImmutableArray<string>> DownAsync(Action<string> progress, CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(paths.State))
            return [];

        using var held = await LabLock.TakeAsync(paths.Lock, progress, cancellationToken);
        await LabHostUse.RequireNoneAsync(
            await Task.WhenAll(
                paths.Hosts.Select(folder => LabHostProbe.ReadStatusAsync(paths, folder, cancellationToken))),
            cancellationToken);
        var there = paths.Hosts.Where(
            host => File.Exists(host.Record) || LabProcess.Find(host.ProcessIdFile) is not null).ToImmutableArray();
        await Task.WhenAll(paths.Hosts.Select(host => LabHostEnd.RunAsync(host, cancellationToken)));
        await FabricProcess.EndAsync(paths.Fabric, cancellationToken);
        foreach (var file in SharedDisk.All.Select(disk => paths.SharedDisk(disk.Name))
            .Concat([paths.SshConfig, paths.KnownHosts]))
            File.Delete(file);
        await ForgetGoneAsync(progress, cancellationToken);
        return [.. there.Select(host => host.Name)];
    }
}
