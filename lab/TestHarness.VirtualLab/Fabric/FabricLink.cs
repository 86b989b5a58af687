using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Qemu.CommandLine;
using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab.Fabric;

/// <summary>The FCoE NIC of a lab host and its link to the fabric. A frame to a fabric that does not run is lost.</summary>
internal static class FabricLink
{
    private const string Netdev = "fcoe";

    /// <summary>Returns QEMU's options for the NIC.</summary>
    public static ImmutableArray<QemuOption> Options(LabPaths paths, LabHostFolder folder) =>
    [
        new Netdev("dgram", Netdev)
            .With("local.type", "unix").With("local.path", folder.FabricLink)
            .With("remote.type", "unix").With("remote.path", paths.Fabric.Link(folder.Name)),
        new Device("virtio-net-pci").With("netdev", Netdev)
            .With("mac", string.Create(CultureInfo.InvariantCulture, $"52:54:00:00:03:0{folder.Number}"))
            // The NIC has no filter, because an answer to a new vHBA arrives before the guest has added the vHBA's MAC address to
            // a filter.
            .With("addr", "0x14").With("ctrl_rx", false).With("romfile", ""),
    ];
}
