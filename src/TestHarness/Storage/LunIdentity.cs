using TestHarness.Environments;

namespace TestHarness.Storage;

/// <summary>The block device by which a host reaches a LUN: its name may be another device's after the next discovery.</summary>
/// <param name="Lun">The LUN as the environment has it.</param>
/// <param name="Wwid">As the device itself tells it.</param>
/// <param name="Number">The device number, for example <c>8:16</c>.</param>
/// <param name="ScsiHost">The number of its SCSI host; null where it is on none (NVMe) or on several (a multipath map).</param>
public sealed record LunIdentity(DeviceLun Lun, Wwid Wwid, string Number, int? ScsiHost)
{
    public override string ToString() =>
        $"WWID {Wwid}, device number {Number}, {(ScsiHost is { } host ? $"SCSI host {host}" : "no single SCSI host")}";
}
