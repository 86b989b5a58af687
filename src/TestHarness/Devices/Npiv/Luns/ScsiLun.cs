using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Storage;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>A LUN behind an HBA or vHBA.</summary>
/// <param name="Block">The block device's present name, for example <c>sdc</c>; a discovery may change it at any time.</param>
/// <param name="Wwid">The identity of the LUN on every host and after every discovery.</param>
/// <param name="Path">The stable name under <c>/dev/disk/by-path</c>; it may lead to another SCSI host's disk of the LUN.</param>
/// <param name="Size">The size in bytes.</param>
public sealed record ScsiLun(ScsiAddress Address, string Block, Wwid Wwid, string Path, long Size)
{
    /// <summary>
    /// Finds a guest's disk by the path, or as the SCSI host's own device when the path leads to another host's disk.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class preflight: the path leads to another LUN, or the SCSI host has no device of the LUN.
    /// </exception>
    public Task<SharedLun> FindDiskAsync(IHost host, FcLun lun, CancellationToken cancellationToken = default) =>
        LunDevice.FindBehindAsync(host, new DeviceLun(lun.Name, lun.Wwid, Path), Address.Host, cancellationToken);
}

/// <summary>The LUNs behind an HBA or vHBA.</summary>
/// <param name="WithoutBlockDevice">The SCSI devices that are not readable LUNs, for example an array's access LUN.</param>
public sealed record HostLuns(ImmutableArray<ScsiLun> Luns, ImmutableArray<ScsiAddress> WithoutBlockDevice);
