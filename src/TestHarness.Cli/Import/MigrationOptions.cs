using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TestHarness.Cli.Import;

/// <summary>The options of a migration that a report sets in QEMU's monitor or with virsh.</summary>
internal static partial class MigrationOptions
{
    /// <summary>Returns the rows of the table of a migration step; empty when the report sets no option.</summary>
    public static ImmutableArray<(string Option, string Value)> FindIn(ImportedText text)
    {
        var rows = ImmutableArray.CreateBuilder<(string Option, string Value)>();
        if (text.Find(Postcopy()) is not null)
            rows.Add(("mode", "postcopy"));
        if (text.Find(Multifd()) is not null)
            rows.Add(("multifd channels", Number(text, Channels()) is { } channels ? $"{Math.Clamp(channels, 1, 255):0}" : "2"));
        if (text.Find(AutoConverge()) is not null)
            rows.Add(("auto-converge", "on"));
        if (Number(text, Bandwidth()) is { } bandwidth and >= 1)
            rows.Add(("max bandwidth", string.Create(CultureInfo.InvariantCulture, $"{bandwidth:0}MiB/s")));
        if (Number(text, Downtime()) is { } downtime and >= 1)
            rows.Add(("downtime limit", string.Create(CultureInfo.InvariantCulture, $"{downtime:0}ms")));
        return rows.ToImmutable();
    }

    private static decimal? Number(ImportedText text, Regex regex)
    {
        if (text.Find(regex) is not { Match: var match })
            return null;
        var number = decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "G" => number * 1024,
            "B" => number / (1 << 20),
            "S" => number * 1000,
            _ => number,
        };
    }

    [GeneratedRegex(@"migrate_set_capability\s+(?:x-)?postcopy-ram\s+on|\bvirsh\s+migrate\b.*--postcopy|migrate_start_postcopy")]
    private static partial Regex Postcopy();

    [GeneratedRegex(@"migrate_set_capability\s+(?:x-)?multifd\s+on|\bvirsh\s+migrate\b.*--parallel\b")]
    private static partial Regex Multifd();

    [GeneratedRegex(@"(?:multifd-channels|--parallel-connections)\s+(?<number>\d{1,3})\b(?<unit>)")]
    private static partial Regex Channels();

    [GeneratedRegex(@"migrate_set_capability\s+auto-converge\s+on|\bvirsh\s+migrate\b.*--auto-converge")]
    private static partial Regex AutoConverge();

    [GeneratedRegex("""
        (?:migrate_set_speed|migrate_set_parameter\s+max-bandwidth|--bandwidth)\s+(?<number>\d{1,9})(?<unit>[GMgm]?)\b
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Bandwidth();

    [GeneratedRegex(@"migrate_set_parameter\s+downtime-limit\s+(?<number>\d{1,7})(?<unit>)\b")]
    private static partial Regex Downtime();
}
