using TestHarness.Environments;

namespace TestHarness.Storage;

/// <summary>The block device by which a host reaches a LUN; after the next discovery another device may have its name.</summary>
/// <param name="Lun">The LUN as the environment describes it.</param>
/// <param name="Wwid">The WWID that the device itself reports.</param>
/// <param name="Number">The device number, for example <c>8:16</c>.</param>
/// <param name="ScsiHost">
/// The number of the device's SCSI host; null when it is on none (NVMe) or on several (a multipath map).
/// </param>
public sealed record LunIdentity(DeviceLun Lun, Wwid Wwid, string Number, int? ScsiHost)
{
    public override string ToString() =>
        $"WWID {Wwid}, device number {Number}, {(ScsiHost is { } host ? $"SCSI host {host}" : "no single SCSI host")}";
}
