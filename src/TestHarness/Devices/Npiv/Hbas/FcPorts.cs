using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices.Npiv.Hbas;

/// <summary>The Fibre Channel ports of a host in sysfs.</summary>
public static class FcPorts
{
    private const int Fields = 12;

    /// <summary>
    /// Prints a line for each port, its fields separated by tabs. A port that disappears meanwhile is left out.
    /// </summary>
    private const string Script = """
        for port in /sys/class/fc_host/host*; do
            name=$(cat "$port/port_name" 2>/dev/null) && device=$(readlink -f "$port/device") || continue
            read_one() { cat "$1" 2>/dev/null | tr '\t\n' '  '; }
            vport=${device%/*}; vport=${vport##*/}
            case $vport in vport-*) ;; *) vport= ;; esac
            printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
                "${port##*/host}" "$device" "$(read_one "$port/node_name")" "$name" \
                "$(read_one "$port/port_state")" "$(read_one "$port/port_id")" "$(read_one "$port/fabric_name")" \
                "$(read_one "$port/max_npiv_vports")" "$(read_one "$port/npiv_vports_inuse")" \
                "$vport" "${vport:+$(read_one "/sys/class/fc_vports/$vport/vport_state")}" "$(read_one "$port/port_type")"
        done
        """;

    /// <summary>Reads the ports that have World Wide Names.</summary>
    public static async Task<ImmutableArray<FcPort>> ReadAsync(IHost host, CancellationToken cancellationToken = default) =>
        Parse((await host.RunAsync(Command.Shell(Script), cancellationToken)).OrThrow(FailureClass.Preflight).StandardOutput);

    internal static ImmutableArray<FcPort> Parse(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseLine).OfType<FcPort>()];

    private static FcPort? ParseLine(string line)
    {
        var fields = line.Split('\t').Select(field => field.Trim()).ToArray();
        if (fields.Length != Fields || !int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new HarnessException(
                FailureClass.Preflight,
                $"a port of /sys/class/fc_host was expected to be read as {Fields} fields, found: {line}");

        return Wwn.TryParse(fields[2], out var node) && Wwn.TryParse(fields[3], out var port)
            ? new FcPort(
                number,
                fields[1],
                new WwnPair(node, port),
                fields[4],
                fields[5],
                Wwn.TryParse(fields[6], out var fabric) ? fabric : null,
                Number(fields[7]), Number(fields[8]), Text(fields[9]), Text(fields[10]))
            {
                PortType = Text(fields[11]),
            }
            : null;
    }

    private static string? Text(string field) => field.Length == 0 ? null : field;

    private static int? Number(string field) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
