using TestHarness.Environments;
using TestHarness.GuestPlaces;
using TestHarness.Guests;
using TestHarness.Guests.Disks;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Labs.Recipes;

/// <summary>
/// A guest with the command line of a bug report, except its images: it boots the harness's own image, one of its disks is the
/// disk under test, and its other disks are blank.
/// </summary>
/// <param name="DiskDevice">The id of that disk's <c>-device</c> in the report.</param>
public sealed record ReportedGuest(ReportedCommandLine Reported, string DiskDevice) : QemuGuest
{
    /// <inheritdoc/>
    public override string DiskDevice { get; } = DiskDevice;

    /// <inheritdoc/>
    public override string GuestPath => Reported.GuestPath(DiskDevice);

    /// <inheritdoc/>
    internal override async Task<string> FindDiskAsync(Guest guest, TimeSpan timeout, CancellationToken cancellationToken) =>
        guest.Answers && Reported.IsFound(DiskDevice)
            ? await DiskInGuest.FindAsync(guest.Machine.Qmp, guest.Shell, DiskDevice, timeout, cancellationToken)
            : GuestPath;

    /// <inheritdoc/>
    public override QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory) =>
        Launch(place, guest, directory).CommandLine;

    /// <summary>Returns the command line that a place launches, with its differences from the report.</summary>
    public LaunchedCommandLine Launch(GuestPlace place, GuestDescription guest, string directory)
    {
        var tools = place.Host.Tools;
        var launched = Reported.Launch(new LaunchSettings(
            tools.Qemu.Path,
            tools.Accelerator.Accelerator,
            place.Host.Image,
            guest.Memory.MiB,
            guest.Vcpus,
            DiskDevice,
            place.Disk.Path,
            directory)
        {
            MachineTypes = tools.Capabilities.Machines,
            Room = tools.Room,
        });
        return tools.Board?.ApplyTo(launched) ?? launched;
    }
}
