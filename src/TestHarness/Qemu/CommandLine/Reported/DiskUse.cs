namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>What a disk of a report becomes.</summary>
internal enum DiskUse
{
    /// <summary>It shows a LUN.</summary>
    Lun,

    /// <summary>It shows the disk image that the environment has for the report's image.</summary>
    System,

    /// <summary>It stays as a blank disk, which reads as zeroes and keeps nothing.</summary>
    Blank,

    /// <summary>It is left out: the LUN could not be told from it in the guest.</summary>
    LeftOut,
}
