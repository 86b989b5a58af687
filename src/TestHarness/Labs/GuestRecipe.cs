using TestHarness.Environments;
using TestHarness.Qemu.CommandLine;
using TestHarness.Storage;

namespace TestHarness.Labs;

/// <summary>How a scenario's guest is launched, wherever that is.</summary>
public abstract record GuestRecipe
{
    /// <summary>The id of the device through which the guest sees its disk.</summary>
    public abstract string DiskDevice { get; }

    /// <summary>What the guest's kernel calls the disk.</summary>
    public abstract string GuestPath { get; }

    /// <param name="directory">A directory of the host for what QEMU makes.</param>
    public abstract QemuCommandLine CommandLine(LabHost host, GuestDescription guest, GuestDisk disk, string directory);
}

/// <summary>The harness's own guest, on a LUN behind virtio-scsi.</summary>
public sealed record BuiltInGuest : GuestRecipe
{
    public override string DiskDevice => GuestCommandLine.DataDisk;

    public override string GuestPath => "/dev/sda";

    public override QemuCommandLine CommandLine(LabHost host, GuestDescription guest, GuestDisk disk, string directory) => GuestCommandLine.For(
        host.Tools.Qemu.Path, host.Tools.Accelerator.Accelerator, host.Image, guest.Memory.MiB, guest.Vcpus, (SharedLun)disk);
}

/// <summary>A guest as a bug report launches it, less its image: it boots the harness's own, and has one of the report's disks.</summary>
/// <param name="DiskDevice">The id of that disk's <c>-device</c> in the report.</param>
public sealed record ReportedGuest(ReportedCommandLine Reported, string DiskDevice) : GuestRecipe
{
    public override string DiskDevice { get; } = DiskDevice;

    public override string GuestPath => Reported.GuestPath(DiskDevice);

    public override QemuCommandLine CommandLine(LabHost host, GuestDescription guest, GuestDisk disk, string directory) => Reported.For(
        host.Tools.Qemu.Path, host.Tools.Accelerator.Accelerator, host.Image, guest.Memory.MiB, guest.Vcpus, DiskDevice, disk.Path, directory);
}
