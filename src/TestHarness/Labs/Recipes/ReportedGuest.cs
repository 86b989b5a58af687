using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.GuestPlaces;
using TestHarness.Guests;
using TestHarness.Guests.Access;
using TestHarness.Guests.Disks;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Recipes;

/// <summary>
/// A guest with the command line of a bug report, except its images: one of its disks is the disk under test, one may have an
/// operating system of the environment, and all others are blank. Without such a system it boots the harness's own image.
/// </summary>
/// <param name="DiskDevice">The id of the <c>-device</c> in the report that is the disk under test.</param>
public sealed record ReportedGuest(ReportedCommandLine Reported, string DiskDevice) : QemuGuest
{
    /// <inheritdoc/>
    public override string DiskDevice { get; } = DiskDevice;

    /// <summary>The operating system; null for the harness's own image.</summary>
    internal ReportedSystem? System { get; init; }

    /// <inheritdoc/>
    public override string GuestPath => Reported.GuestPath(DiskDevice);

    /// <inheritdoc/>
    public override GuestAccess Access => System?.System.Access ?? base.Access;

    /// <inheritdoc/>
    public override QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory) =>
        Launch(place, guest, directory).CommandLine;

    /// <summary>Returns the command line that a place launches, with its differences from the report.</summary>
    public LaunchedCommandLine Launch(GuestPlace place, GuestDescription guest, string directory)
    {
        var (tools, disk) = (place.Host.Tools, System?.System.On(place));
        var launched = Reported.Launch(new LaunchSettings(
            tools.Qemu.Path,
            tools.Accelerator.Accelerator,
            disk is null ? place.Host.Image : disk.Kernel,
            guest.Memory.MiB,
            guest.Vcpus,
            DiskDevice,
            place.Disk.Path,
            directory)
        {
            MachineTypes = tools.Capabilities.Machines,
            Room = System?.RoomFor(tools.Room) ?? tools.Room,
            Beside = place.Beside.ToImmutableSortedDictionary(disk => disk.Key, disk => disk.Value.Path),
            SystemDisk = System?.Disk,
            AgentSocket = System is null ? null : MachineSite.AgentSocket,
        });
        var whole = disk is null ? launched : System!.AddTo(launched, disk, directory);
        return tools.Board?.ApplyTo(whole) ?? whole;
    }

    /// <inheritdoc/>
    internal override async Task<ImmutableArray<DiskUnderTest>> FindDisksAsync(
        Guest guest, GuestPlace place, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!guest.Answers || !Reported.IsFound(DiskDevice))
            return await base.FindDisksAsync(guest, place, timeout, cancellationToken);

        var disks = ImmutableArray.CreateBuilder<DiskUnderTest>();
        foreach (var device in place.Beside.Keys.Prepend(DiskDevice))
        {
            var path = await DiskInGuest.FindAsync(guest.Machine.Qmp, guest.Shell, device, timeout, cancellationToken);
            disks.Add(new DiskUnderTest(device, path));
        }

        return disks.ToImmutable();
    }

    /// <inheritdoc/>
    internal override async Task<QemuGuest> WithDiskAsync(
        GuestPlace place, string? template, CancellationToken cancellationToken) => System is null
        ? this
        : this with
        {
            System = System with { System = await System.System.StartAsync(place, template, cancellationToken) },
        };
}
