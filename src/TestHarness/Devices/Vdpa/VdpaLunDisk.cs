using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Load;
using TestHarness.Storage;

namespace TestHarness.Devices.Vdpa;

/// <summary>
/// A guest's disk on a vdpa device that a daemon of the host serves from a LUN, as daemons of other hosts do: guests migrate
/// between the hosts.
/// </summary>
/// <param name="Lun">The LUN as the host reaches it.</param>
/// <param name="Exports">The devices of all hosts, this one among them.</param>
public sealed record VdpaLunDisk(VdpaBackend Backend, VdpaDevice Device, SharedLun Lun, ImmutableArray<VdpaBackend> Exports)
    : VdpaGuestDisk(Backend, Device)
{
    /// <summary>Returns a guest's disk, which must be of this kind.</summary>
    /// <exception cref="HarnessException">Class config: the disk is of another kind.</exception>
    public static VdpaLunDisk Require(GuestDisk disk) => disk as VdpaLunDisk ?? throw new HarnessException(
        FailureClass.Config,
        $"expected a guest's disk on a vdpa device with a LUN behind it, found {disk.Name} ({disk.Path}); begin with " +
        "'Given a vdpa device on each host from vduse, with the same LUN behind them'");

    /// <summary>Reads the LUN itself past the host's page cache, which the daemon does not use either.</summary>
    public override ILunReader ReadOn(IHost host) => Lun.ReadOn(host);

    public override async Task<HealthReport> CheckAsync(IHost host, CancellationToken cancellationToken = default) =>
        HealthReport.Combine(await Task.WhenAll(
            base.CheckAsync(host, cancellationToken),
            Lun.CheckAsync(host, cancellationToken),
            VdpaLunWriters.CheckAsync(host, Lun, Exports, cancellationToken)));

    /// <summary>
    /// Checks that the device is there and free, and that the same LUN is behind it as behind the device that the guest leaves.
    /// QEMU compares nothing of the disks, and would migrate the guest to any other one.
    /// </summary>
    public override async Task<string?> MatchAsync(
        IHost host, GuestDisk left, IHost source, CancellationToken cancellationToken = default)
    {
        var guest = $"the guest cannot be migrated to {Name} of {host.Name}";
        var bound = await Backend.CheckBoundAsync(cancellationToken);
        if (!bound.Findings.IsEmpty)
            throw Refusal($"{guest}: {string.Join("; ", bound.Findings.Select(finding => finding.Message))}");
        if (await VdpaUse.FindHoldersAsync(host, Path, cancellationToken) is { } busy)
            throw Refusal($"{guest}: {Name} is {busy}; end that first");

        var media = await Task.WhenAll(
            VdpaMedium.ReadAsync(source, Require(left).Device.Name, cancellationToken),
            VdpaMedium.ReadAsync(host, Device.Name, cancellationToken));
        var compared = $"behind {left.Name} of {source.Name} is {media[0]}, behind {Name} of {host.Name} is {media[1]}";
        return media[0].IsSameLunAs(media[1])
            ? compared
            : throw Refusal($"{guest}, where its data is not: {compared}; have the same LUN exported on both hosts");
    }

    private static HarnessException Refusal(string detail) => new(FailureClass.Preflight, detail);
}
