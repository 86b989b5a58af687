using System.Collections.Immutable;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Labs.Nics;
using TestHarness.Libvirt.Domains;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Labs;

/// <summary>How a scenario's guest is launched, wherever that is.</summary>
public abstract record GuestRecipe
{
    /// <summary>The id of the device through which the guest sees its disk.</summary>
    public abstract string DiskDevice { get; }

    /// <summary>What the guest's kernel calls the disk.</summary>
    public abstract string GuestPath { get; }

}

/// <summary>A guest whose QEMU the harness starts itself.</summary>
public abstract record QemuGuest : GuestRecipe
{
    /// <param name="directory">A directory of the host for what QEMU makes.</param>
    public abstract QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory);
}

/// <summary>The harness's own guest, on a LUN behind virtio-scsi.</summary>
public sealed record BuiltInGuest : QemuGuest
{
    public override string DiskDevice => GuestCommandLine.DataDisk;

    public override string GuestPath => "/dev/sda";

    public override QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory) => GuestCommandLine.For(
        place.Host.Tools.Qemu.Path, place.Host.Tools.Accelerator.Accelerator, place.Host.Image, guest.Memory.MiB, guest.Vcpus, place.RequireLun());
}

/// <summary>A guest as a bug report launches it, less its image: it boots the harness's own, and has one of the report's disks.</summary>
/// <param name="DiskDevice">The id of that disk's <c>-device</c> in the report.</param>
public sealed record ReportedGuest(ReportedCommandLine Reported, string DiskDevice) : QemuGuest
{
    public override string DiskDevice { get; } = DiskDevice;

    public override string GuestPath => Reported.GuestPath(DiskDevice);

    public override QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory) =>
        Launch(place, guest, directory).CommandLine;

    /// <summary>What the place launches, beside the report.</summary>
    public LaunchedCommandLine Launch(GuestPlace place, GuestDescription guest, string directory)
    {
        var tools = place.Host.Tools;
        return Reported.Launch(new LaunchSettings(
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
        });
    }
}

/// <summary>The harness's own guest as a libvirt domain.</summary>
/// <param name="Use">Whether QEMU emulates the disk or passes the LUN through.</param>
/// <param name="Sources">What each place calls the LUN, by the place's name.</param>
public sealed record LibvirtGuest(LunUse Use, ImmutableDictionary<string, LunSource> Sources) : GuestRecipe
{
    private readonly Guid _uuid = Guid.NewGuid();

    /// <summary>Null where it has none.</summary>
    public GuestNic? Nic { get; init; }

    public override string DiskDevice => DomainDescription.DiskDevice;

    public override string GuestPath => "/dev/sda";

    /// <summary>The same domain on every host; libvirt takes migrating a LUN for safe where the host does not cache it.</summary>
    public DomainDescription Domain(GuestPlace place, GuestDescription guest, string directory) => new(
        $"testharness-{_uuid}",
        _uuid,
        place.Host.Tools.Qemu.Path,
        place.Host.Tools.Accelerator.Accelerator,
        place.Host.Image,
        guest.Memory.MiB,
        guest.Vcpus,
        new LunDisk(SourceOn(place), Use, Cache: "none"),
        directory)
    {
        Nic = Nic is null ? null : new TeamedInterface(Nic.Mac, Lab.FirstNic(place.Host).Bridge, Nic.Standby, Nic.Vf),
    };

    private LunSource SourceOn(GuestPlace place) => Sources.TryGetValue(place.Name, out var source)
        ? source
        : throw new HarnessException(
            FailureClass.Config,
            $"the domain has no LUN on {place.Name}; it has one on {string.Join(" and ", Sources.Keys.Order(StringComparer.Ordinal))}");
}
