using System.Collections.Immutable;
using System.Globalization;
using Reqnroll;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.Steps.Arguments;

namespace TestHarness.Steps.Migration;

/// <summary>The table of migration options, with the columns option and value.</summary>
[Binding]
public static class MigrationTable
{
    /// <summary>The options, with the values that they accept.</summary>
    public static ImmutableArray<MigrationOption> Options { get; } =
    [
        new("mode", "precopy, postcopy", (options, value) => value switch
        {
            "precopy" => options with { Mode = MigrationMode.Precopy },
            "postcopy" => options with { Mode = MigrationMode.Postcopy },
            _ => null,
        }),
        new("multifd channels", "0 (off) to 255", (options, value) =>
            byte.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var channels)
                ? options with { MultifdChannels = channels }
                : null),
        new(
            "auto-converge",
            "on, off",
            (options, value) => value is "on" or "off" ? options with { AutoConverge = value == "on" } : null),
        new("max bandwidth", "a size a second, for example 8MiB/s", (options, value) =>
            value.EndsWith("/s", StringComparison.Ordinal) && ByteSize.TryParse(value[..^2], out var size)
                ? options with { MaxBandwidth = size.Bytes }
                : null),
        new("downtime limit", "a duration, for example 300ms or 1s", (options, value) =>
            Duration.TryParse(value, out var limit) ? options with { DowntimeLimit = limit } : null),
    ];

    /// <summary>Reads a table.</summary>
    [StepArgumentTransformation]
    public static MigrationOptions Read(DataTable table) =>
        table.RowsWith("option", "value")
            .Aggregate(new MigrationOptions(), (options, row) => Apply(options, row["option"], row["value"]));

    private static MigrationOptions Apply(MigrationOptions options, string name, string value)
    {
        if (Options.FirstOrDefault(option => option.Name == name) is not { } option)
            throw Wrong($"'{name}' is not a migration option", string.Join(", ", Options.Select(known => known.Name)));
        return option.Apply(options, value) ?? throw Wrong(
            $"'{value}' is not a value of the migration option '{name}'", option.Accepted);
    }

    private static HarnessException Wrong(string what, string accepted) =>
        new(FailureClass.Config, $"{what}; accepted: {accepted}");
}

/// <summary>A migration option of the table.</summary>
/// <param name="Accepted">The option's values in words.</param>
/// <param name="Apply">Returns the options with a value; null when the option does not accept the value.</param>
public sealed record MigrationOption(string Name, string Accepted, Func<MigrationOptions, string, MigrationOptions?> Apply);
