using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>
/// The LUNs of a SCSI host as each way to find them reports them. A disk over which the ways disagree is not used.
/// </summary>
/// <param name="Volumes">The volumes of the host's pool; null when it has none.</param>
internal sealed record LunAgreement(
    string Host, int Number, ImmutableArray<Volume>? Volumes, ImmutableArray<TreeLun> Tree, ImmutableArray<SysfsLun> Sysfs)
{
    /// <summary>Returns the LUNs on which all ways agree.</summary>
    /// <exception cref="HarnessException">Class preflight: the ways disagree; the message has each answer.</exception>
    public HostLuns Agree()
    {
        var units = Volumes?.DistinctBy(VolumeList.Unit).ToDictionary(VolumeList.Unit, volume => volume) ?? [];
        var addresses = Tree.Select(lun => lun.Address).Concat(Sysfs.Select(lun => lun.Address))
            .Concat(units.Keys.Select(unit => new ScsiAddress(Number, unit.Bus, unit.Target, unit.Lun)))
            .Distinct().OrderBy(address => (address.Bus, address.Target, address.Lun)).ToList();
        var luns = ImmutableArray.CreateBuilder<ScsiLun>();
        var without = ImmutableArray.CreateBuilder<ScsiAddress>();
        var disagreements = new List<string>();
        foreach (var address in addresses)
        {
            var volume = units.GetValueOrDefault((address.Bus, address.Target, address.Lun));
            var tree = Tree.FirstOrDefault(lun => lun.Address == address);
            var sysfs = Sysfs.FirstOrDefault(lun => lun.Address == address);
            if (tree is { Block: null } && sysfs is { Block: null } && volume is null)
                without.Add(address);
            else if (IsOne(volume, tree, sysfs))
                luns.Add(new ScsiLun(address, sysfs!.Block!, sysfs.Wwid!, sysfs.Name!, sysfs.Size));
            else
                disagreements.Add(Describe(address, volume, tree, sysfs));
        }

        return disagreements.Count == 0
            ? new HostLuns(luns.ToImmutable(), without.ToImmutable())
            : throw new HarnessException(
                FailureClass.Preflight,
                $"the ways to find the LUNs of scsi_host{Number} on {Host} were expected to agree, with a WWID and a link in "
                + "/dev/disk/by-path for each, found: " +
                $"{string.Join("; ", disagreements)}; refresh the pool (virsh pool-refresh), and look whether udev is done "
                + "(udevadm settle)");
    }

    private bool IsOne(Volume? volume, TreeLun? tree, SysfsLun? sysfs) =>
        sysfs is { Block: not null, Wwid: not null, Name: not null }
        && tree?.Block == sysfs.Block
        && (tree.Wwid is null || tree.Wwid == sysfs.Wwid)
        && (Volumes is null || IsVolume(volume, sysfs));

    /// <summary>
    /// Returns whether a pool's volume is the disk. libvirt makes no volume of a disk without a name in by-path
    /// (virStorageBackendSCSINewLun), and keeps the name that the disk had at the last refresh.
    /// </summary>
    private static bool IsVolume(Volume? volume, SysfsLun sysfs) => volume is null
        ? sysfs.ByPath is null
        : sysfs.Links.Contains(volume.Path) || volume.Path == sysfs.Name || volume.Path == $"/dev/{sysfs.Block}";

    private string Describe(ScsiAddress address, Volume? volume, TreeLun? tree, SysfsLun? sysfs) =>
        $"{address}: {(Volumes is null ? "" : $"vol-list says {volume?.Path ?? "nothing"}, ")}" +
        $"nodedev-list --tree says {tree?.ToString() ?? "nothing"}, sysfs says {sysfs?.ToString() ?? "nothing"}";
}
