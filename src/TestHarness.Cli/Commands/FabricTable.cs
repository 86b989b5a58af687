using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Cli.Terminals;
using TestHarness.FcFabric.Control;

namespace TestHarness.Cli.Commands;

/// <summary>The tables of the fabric's ports and zones.</summary>
internal static class FabricTable
{
    /// <summary>Writes the table of the ports.</summary>
    public static void Write(ImmutableArray<PortStatus> ports) => Terminal.Output.Write(Of(ports));

    /// <summary>Makes the table of the ports.</summary>
    internal static TextTable Of(ImmutableArray<PortStatus> ports)
    {
        var table = new TextTable(
            "host", "WWPN", "N_Port ID", "state", "vHBA of", "frames in", "frames out", "MiB in", "MiB out", "drops");
        foreach (var port in ports)
            table.Add([.. Cells(port)]);
        return table;
    }

    /// <summary>Writes the table of the zones.</summary>
    public static void Write(ZoningStatus zoning)
    {
        if (zoning.Active is null)
            Terminal.Output.WriteLine("no zones are in force: all ports see one another");
        Terminal.Output.Write(Of(zoning));
    }

    /// <summary>Makes the table of the zones.</summary>
    internal static TextTable Of(ZoningStatus zoning)
    {
        var table = new TextTable("zone", "members", "in force");
        foreach (var zone in zoning.Defined.Keys.Union(zoning.Active?.Keys ?? []).Order(StringComparer.Ordinal))
            table.Add(zone, Members(zoning.Defined, zone), Members(zoning.Active, zone));
        return table;
    }

    private static TextCell Members(ImmutableSortedDictionary<string, ImmutableArray<string>>? zones, string zone) =>
        zones is not null && zones.TryGetValue(zone, out var members) ? new TextCell(members) : "";

    private static IEnumerable<TextCell> Cells(PortStatus port) =>
    [
        port.Host ?? "",
        port.Wwpn ?? "",
        port.Id ?? "",
        port.State switch { PortState.LoggedIn => "logged in", var state => state.ToString().ToLowerInvariant() },
        port.Parent ?? "",
        Text($"{port.FramesIn}"),
        Text($"{port.FramesOut}"),
        Text($"{(double)port.BytesIn / (1 << 20):0.0}"),
        Text($"{(double)port.BytesOut / (1 << 20):0.0}"),
        Text($"{port.Discards}"),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
