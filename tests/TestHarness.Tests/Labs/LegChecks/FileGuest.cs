using TestHarness.Environments;
using TestHarness.Labs.Recipes;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine;
using TestHarness.Storage;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>The guest's disk is a file, whatever the place says.</summary>
internal sealed record FileGuest(Func<SharedLun> Lun) : QemuGuest
{
    private readonly BuiltInGuest _guest = new();

    public override string DiskDevice => _guest.DiskDevice;

    public override string GuestPath => _guest.GuestPath;

    public override QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory) =>
        _guest.CommandLine(place with { Disk = Lun() }, guest, directory);
}
