namespace TestHarness.Devices.Npiv.Luns;

/// <summary>How a guest has a LUN.</summary>
public enum LunUse
{
    /// <summary>QEMU's own disk over it: <c>device='disk'</c>, <c>scsi-hd</c>.</summary>
    Emulated,

    /// <summary>The guest's SCSI commands reach the LUN: <c>device='lun'</c>, <c>scsi-block</c>.</summary>
    PassThrough,
}
