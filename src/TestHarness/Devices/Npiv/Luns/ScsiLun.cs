using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Storage;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>A LUN behind an HBA or vHBA.</summary>
/// <param name="Block">The block device's name now, for example <c>sdc</c>; discovery may give another any time.</param>
/// <param name="Wwid">What it is, on every host and after every discovery.</param>
/// <param name="Path">The stable name under <c>/dev/disk/by-path</c>.</param>
/// <param name="Size">Bytes.</param>
public sealed record ScsiLun(ScsiAddress Address, string Block, Wwid Wwid, string Path, long Size)
{
    /// <summary>The disk of a guest that opens the LUN by its path, which an HBA's disk may have taken over since.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: the path leads to another LUN, or to the disk of another SCSI host.
    /// </exception>
    public async Task<SharedLun> FindDiskAsync(IHost host, FcLun lun, CancellationToken cancellationToken = default)
    {
        var disk = await LunDevice.FindAsync(host, new DeviceLun(lun.Name, lun.Wwid, Path), cancellationToken);
        return disk.Device?.ScsiHost == Address.Host
            ? disk
            : throw new HarnessException(
                FailureClass.Preflight,
                $"LUN {lun.Name}: expected {Path} on {host.Name} to lead to {Address} of SCSI host {Address.Host}, " +
                $"found {disk.Device}; an HBA and its vHBA share the names in /dev/disk/by-path: have the array show the LUN " +
                "to one of them only");
    }
}

/// <summary>What is behind an HBA or vHBA.</summary>
/// <param name="WithoutBlockDevice">SCSI devices that are no LUN one can read, for example an array's access LUN.</param>
public sealed record HostLuns(ImmutableArray<ScsiLun> Luns, ImmutableArray<ScsiAddress> WithoutBlockDevice);
