using TestHarness.Environments;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Labs.Recipes;

/// <summary>The harness's own guest.</summary>
public sealed record BuiltInGuest : QemuGuest
{
    /// <inheritdoc/>
    public override string DiskDevice => GuestCommandLine.DataDisk;

    /// <inheritdoc/>
    public override string GuestPath => "/dev/sda";

    /// <inheritdoc/>
    internal override string? TemplateContent(Lab lab) => lab.TemplateImage;

    /// <inheritdoc/>
    public override QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory) =>
        place.Host.Tools.OnBoard(GuestCommandLine.For(
        place.Host.Tools.Qemu.Path,
        place.Host.Tools.Accelerator.Accelerator,
        place.Host.Image,
        guest.Memory.MiB,
        guest.Vcpus,
        place.Disk.Options(DiskDevice)));
}
