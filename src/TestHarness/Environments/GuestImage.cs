namespace TestHarness.Environments;

/// <summary>What a guest boots.</summary>
public abstract record GuestImage;

/// <summary>The small Linux that the harness builds itself.</summary>
public sealed record BuiltInImage : GuestImage;

/// <summary>
/// A kernel and initial RAM disk of your own, by full path. Its init must print "init: the guest is up" and then read commands on
/// the first serial port, as lab/guest/init does.
/// </summary>
public sealed record KernelImage(string Kernel, string Initrd, string? CommandLine = null) : GuestImage;

/// <summary>A guest that boots from a disk image. Guests run on an overlay over the image, which stays as it is.</summary>
public abstract record DiskImage : GuestImage;

/// <summary>The Debian that the harness builds from this machine's package archive.</summary>
public sealed record DebianDiskImage : DiskImage;

/// <summary>A disk image of your own.</summary>
/// <param name="Path">The full path on the harness's machine.</param>
public sealed record OwnDiskImage(string Path, DiskFormat Format, Firmware Firmware = Firmware.Bios) : DiskImage;

/// <summary>The format of a disk image.</summary>
public enum DiskFormat
{
    /// <summary>QEMU's qcow2.</summary>
    Qcow2,
    /// <summary>The disk's content without a format.</summary>
    Raw,
}

/// <summary>The firmware that starts a disk image.</summary>
public enum Firmware
{
    /// <summary>SeaBIOS, QEMU's own.</summary>
    Bios,
    /// <summary>UEFI (OVMF) of the host.</summary>
    Uefi,
}
