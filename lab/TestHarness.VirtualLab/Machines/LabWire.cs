using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.VirtualLab.Machines;

/// <summary>
/// The Ethernet segment of the lab hosts. Each host has one netdev on it; host1's is a port of a hub within its QEMU, from which
/// a datagram socket leads to every other host. A datagram to a host that does not run is lost, as on a wire.
/// </summary>
internal static class LabWire
{
    /// <summary>The id of the netdev.</summary>
    public const string Netdev = "wire";

    private const int Hub = 1;

    /// <summary>Returns QEMU's options for the segment.</summary>
    public static ImmutableArray<QemuOption> Options(LabPaths paths, LabHostFolder folder) => folder.Number == Hub
        ?
        [
            Port(Netdev),
            .. paths.Hosts.Where(other => other.Number != Hub).SelectMany(other => Leg(folder, other)),
        ]
        : [Datagrams(Netdev, folder.Wire(Hub), paths.Host(Hub).Wire(folder.Number))];

    private static QemuOption[] Leg(LabHostFolder hub, LabHostFolder other)
    {
        var leg = $"leg{Number(other)}";
        return [Datagrams(leg, hub.Wire(other.Number), other.Wire(Hub)), Port($"port{Number(other)}").With("netdev", leg)];
    }

    private static Netdev Port(string id) => new Netdev("hubport", id).With("hubid", 0);

    private static Netdev Datagrams(string id, string local, string remote) => new Netdev("dgram", id)
        .With("local.type", "unix").With("local.path", local)
        .With("remote.type", "unix").With("remote.path", remote);

    private static string Number(LabHostFolder host) => host.Number.ToString(CultureInfo.InvariantCulture);
}
