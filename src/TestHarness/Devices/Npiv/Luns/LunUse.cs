namespace TestHarness.Devices.Npiv.Luns;

/// <summary>The way in which a guest uses a LUN.</summary>
public enum LunUse
{
    /// <summary>The LUN is the medium of a disk that QEMU emulates: <c>device='disk'</c>, <c>scsi-hd</c>.</summary>
    Emulated,

    /// <summary>The guest's SCSI commands reach the LUN: <c>device='lun'</c>, <c>scsi-block</c>.</summary>
    PassThrough,
}
