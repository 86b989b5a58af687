using System.Collections.Immutable;
using TestHarness.Storage;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>A LUN behind an HBA or vHBA.</summary>
/// <param name="Block">The block device's name now, for example <c>sdc</c>; discovery may give another any time.</param>
/// <param name="Wwid">What it is, on every host and after every discovery.</param>
/// <param name="Path">The stable name under <c>/dev/disk/by-path</c>.</param>
/// <param name="Size">Bytes.</param>
public sealed record ScsiLun(ScsiAddress Address, string Block, Wwid Wwid, string Path, long Size);

/// <summary>What is behind an HBA or vHBA.</summary>
/// <param name="WithoutBlockDevice">SCSI devices that are no LUN one can read, for example an array's access LUN.</param>
public sealed record HostLuns(ImmutableArray<ScsiLun> Luns, ImmutableArray<ScsiAddress> WithoutBlockDevice);
