using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Cli.Terminals;
using TestHarness.VirtualLab;

namespace TestHarness.Cli.Commands;

/// <summary>The table of the lab hosts.</summary>
internal static class LabTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(ImmutableArray<LabHostStatus> hosts)
    {
        if (hosts.IsEmpty)
        {
            Terminal.Output.WriteLine("the virtual lab is not up: run 'harness lab up'");
            return;
        }

        Terminal.Output.Write(Of(hosts));
    }

    /// <summary>Makes the table.</summary>
    internal static TextTable Of(IEnumerable<LabHostStatus> hosts)
    {
        var table = new TextTable("host", "state", "since", "pid", "ssh port", "accelerator", "memory", "from");
        foreach (var host in hosts)
            table.Add([.. Cells(host)]);
        return table;
    }

    private static IEnumerable<TextCell> Cells(LabHostStatus host) =>
    [
        host.Name,
        host.State.ToString().ToLowerInvariant(),
        host.Since.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        host.ProcessId?.ToString(CultureInfo.InvariantCulture) ?? "",
        host.Destination.Port?.ToString(CultureInfo.InvariantCulture) ?? "",
        host.Accelerator,
        string.Create(CultureInfo.InvariantCulture, $"{host.Memory} MiB"),
        host.Origin.ToString().ToLowerInvariant(),
    ];
}
