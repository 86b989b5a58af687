using System.Globalization;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Migration;

namespace TestHarness.Steps.Migration;

/// <summary>Reads a table of migration options: the columns option and value.</summary>
public static class MigrationTable
{
    public static MigrationOptions Read(DataTable table, TimeSpan timeout) =>
        table.Rows.Aggregate(new MigrationOptions { Timeout = timeout }, (options, row) => Apply(options, row["option"], row["value"]));

    private static MigrationOptions Apply(MigrationOptions options, string name, string value) => name switch
    {
        "mode" => options with { Mode = Mode(value) },
        "multifd channels" => options with { MultifdChannels = Channels(value) },
        "auto-converge" => options with { AutoConverge = Switch(value) },
        "max bandwidth" => options with { MaxBandwidth = Bandwidth(value) },
        "downtime limit" => options with { DowntimeLimit = Limit(value) },
        _ => throw Wrong($"'{name}' is no migration option", "mode, multifd channels, auto-converge, max bandwidth, downtime limit"),
    };

    private static MigrationMode Mode(string value) => value switch
    {
        "precopy" => MigrationMode.Precopy,
        "postcopy" => MigrationMode.Postcopy,
        _ => throw Wrong($"'{value}' is no mode", "precopy, postcopy"),
    };

    private static int Channels(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var channels) && channels is >= 0 and <= 255
            ? channels
            : throw Wrong($"'{value}' is no number of channels", "0 (off) to 255");

    private static bool Switch(string value) => value switch
    {
        "on" => true,
        "off" => false,
        _ => throw Wrong($"'{value}' is no switch", "on, off"),
    };

    private static long Bandwidth(string value) =>
        value.EndsWith("/s", StringComparison.Ordinal) && ByteSize.TryParse(value[..^2], out var size)
            ? size.Bytes
            : throw Wrong($"'{value}' is no bandwidth", "a size a second, for example 8MiB/s");

    private static TimeSpan Limit(string value) =>
        Duration.TryParse(value, out var limit) ? limit : throw Wrong($"'{value}' is no duration", "for example 300ms or 1s");

    private static HarnessException Wrong(string what, string accepted) =>
        new(FailureClass.Config, $"{what} in the table of migration options; accepted: {accepted}");
}
