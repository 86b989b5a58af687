using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.VirtualLab.Machines;

/// <summary>
/// The network of guests. host1 and host2 are on it with two NICs each: one with virtual functions (SR-IOV), and the uplink of
/// the bridge for virtio NICs. A hub in each QEMU connects the NICs, and a cable connects the two hubs.
/// </summary>
/// <remarks>
/// QEMU docs/system/devices/igb.rst. The bridge has its own NIC, because QEMU's igb returns its host's broadcasts to the host
/// while there are VFs, and a bridge on it would look for its guests outside.
/// </remarks>
internal static class GuestNetwork
{
    private const int Hub = 1;

    private const string Port = "guests-port";

    private const int OtherEnds = 3;

    /// <summary>Returns QEMU's options for the NICs of a host; none for the storage.</summary>
    public static ImmutableArray<QemuOption> Options(LabPaths paths, LabHostFolder folder) => folder.Number < OtherEnds
        ?
        [
            new Netdev("dgram", "guests-cable")
                .With("local.type", "unix").With("local.path", folder.GuestCable)
                .With("remote.type", "unix").With("remote.path", paths.Host(OtherEnds - folder.Number).GuestCable),
            HubPort("guests-out").With("netdev", "guests-cable"),
            HubPort("guests-igb"),
            HubPort("guests-uplink"),
            new Device("pcie-root-port", Port).With("chassis", 1).With("addr", "0x18"),
            new Device("igb").With("bus", Port).With("netdev", "guests-igb").With("mac", Mac(4, folder)).With("romfile", ""),
            new Device("virtio-net-pci")
                .With("netdev", "guests-uplink")
                .With("mac", Mac(5, folder))
                .With("addr", "0x19")
                .With("romfile", ""),
        ]
        : [];

    private static Netdev HubPort(string id) => new Netdev("hubport", id).With("hubid", Hub);

    private static string Mac(int kind, LabHostFolder folder) =>
        string.Create(CultureInfo.InvariantCulture, $"52:54:00:00:0{kind}:0{folder.Number}");
}
