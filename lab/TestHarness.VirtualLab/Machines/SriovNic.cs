using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.VirtualLab.Machines;

/// <summary>A lab host's NIC of guests, which has virtual functions (SR-IOV). A cable connects those of host1 and host2.</summary>
/// <remarks>Source: QEMU docs/system/devices/igb.rst.</remarks>
internal static class SriovNic
{
    private const string Netdev = "guests";

    private const string Port = "guests-port";

    private const int OtherEnds = 3;

    public static ImmutableArray<QemuOption> Options(LabPaths paths, LabHostFolder folder) => folder.Number < OtherEnds
        ?
        [
            new Device("pcie-root-port", Port).With("chassis", 1).With("addr", "0x18"),
            new Netdev("dgram", Netdev)
                .With("local.type", "unix").With("local.path", folder.SriovLink)
                .With("remote.type", "unix").With("remote.path", paths.Host(OtherEnds - folder.Number).SriovLink),
            new Device("igb").With("bus", Port).With("netdev", Netdev)
                .With("mac", string.Create(CultureInfo.InvariantCulture, $"52:54:00:00:04:0{folder.Number}")).With("romfile", ""),
        ]
        : [];
}
