using System.Net;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Tap;
using TestHarness.Devices.Vfio;
using TestHarness.Devices.Vfio.Binding;
using TestHarness.Devices.Vfio.Candidates;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Devices.Vfio.Nics;
using TestHarness.Images;
using TestHarness.Ledger;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Capabilities;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;
using TestHarness.Storage;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Golden;

/// <summary>
/// A host that is never touched, with one value for all that varies between runs: paths, accelerator, versions.
/// </summary>
internal static class GoldenHost
{
    public const string Directory = "/scenario/1";

    public static GuestDescription Guest { get; } = new() { Memory = ByteSize.FromMiB(256), Vcpus = 2 };

    public static GuestPlace Place(GuestDisk disk, string accelerator = "tcg") => new("host1", Host(accelerator), disk);

    public static SharedLun File { get; } = new("lun0", "/scenario/lun0.raw", 1 << 30);

    public static SharedLun Device { get; } = new(
        "fc0", "/dev/disk/by-path/pci-0000:04:00.1-fc-0x203400a0b85ad1d7-lun-0", 1 << 30)
    {
        Device = new LunIdentity(new DeviceLun("fc0", "naa.5000c500a1b2c3d4"), Wwid.Of("naa.5000c500a1b2c3d4"), "8:0", 2),
    };

    public static ProvisionedMdev Mdev { get; } = new(
        MdevName.Parse("mtty0"),
        new UntouchedHost(),
        new MediatedDevice(
            Guid.Parse("c7a5fdbd-edaf-9455-926a-d65c16db1809"),
            MdevTypeName.Parse("mtty-2"),
            MdevParentName.Parse("mtty"),
            MdevStart.Manual,
            []));

    public static MachineSite Site(UndoLedger ledger) =>
        new(new UntouchedHost(), ledger, "guest-1 on host1", Directory, new QmpOptions());

    public static NicPlace Nic(UndoLedger ledger, bool hasOneMac)
    {
        const string Mac = "52:54:00:00:00:01";
        var host = new UntouchedHost();
        var entry = new LedgerEntry(1, DateTimeOffset.UnixEpoch, host.Name, host.Connection, "a device", ["true"]);
        var vf = new VirtualFunction(0, "0000:01:10.0", "igbvf", null, 7, [], VirtualFunction.NoMac, null, null);
        var pf = new PhysicalFunction("0000:01:00.0", "enp1s0", "igb", "8086:10c9", "8086:10ca", 10, 7, false, [vf]);
        var address = new InterfaceAddress(IPAddress.Parse("10.20.0.100"), 24);
        var nic = new GuestNic(1, address, Mac, hasOneMac ? Mac : "52:54:00:00:00:02");
        return new NicPlace(
            nic,
            new TapDevice(host, "th-tap1", entry),
            new CandidateNic(Request, pf),
            new VfLease(host, new LedgerScope(ledger), pf, vf, entry));
    }

    private static NicRequest Request { get; } = new("0000:01:00.0", "guests", "br-guests");

    private static LabHost Host(string accelerator) => new(
        new HostDescription("host1", new LocalConnection(), null, [], []) { SectionItems = [Request] },
        new UntouchedHost(),
        new HostTools(
            new QemuBinary("/usr/bin/qemu-system-x86_64", "x86_64", "fingerprint"),
            new QemuCapabilities(
                new QemuVersion(9, 0, 0, ""),
                [new MachineType("pc-q35-9.0", "q35", false, false), new MachineType("pc-i440fx-9.0", "pc", true, false)],
                [],
                [],
                [],
                [],
                [],
                HasSandbox: true),
            new AcceleratorChoice(accelerator, null)),
        "/scenario",
        new BootImage("/images/vmlinuz", "/images/initramfs.gz", "a guest", GuestImageBuilder.OneProcessor));
}
