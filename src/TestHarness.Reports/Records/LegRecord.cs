using System.Collections.Immutable;

namespace TestHarness.Reports.Records;

/// <summary>A leg: one migration, with the checks after it. Figures that nothing reported are null.</summary>
public sealed record LegRecord
{
    /// <summary>The number of the leg, from 1; the legs of each guest of a scenario are numbered by themselves.</summary>
    public required int Number { get; init; }

    /// <summary>The place that the guest left: a host, or a device of one.</summary>
    public required string From { get; init; }

    /// <summary>The place that the guest came to.</summary>
    public required string To { get; init; }

    /// <summary>The time of the leg's start.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The duration by the harness's clock, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The way in which QEMU moved the guest's memory.</summary>
    public LegModeRecord Mode { get; init; } = new();

    /// <summary>The time for which the guest stood still, in ms.</summary>
    public double? DowntimeMs { get; init; }

    /// <summary>The total time as QEMU reports it, in ms.</summary>
    public double? TotalMs { get; init; }

    /// <summary>The setup time, in ms.</summary>
    public double SetupMs { get; init; }

    /// <summary>The bytes sent.</summary>
    public long TransferredBytes { get; init; }

    /// <summary>The number of passes over the guest's memory.</summary>
    public long Passes { get; init; }

    /// <summary>The throughput in Mbit/s.</summary>
    public double ThroughputMbps { get; init; }

    /// <summary>The longest time without progress of the load, in ms; null when no load ran.</summary>
    public double? StallMs { get; init; }

    /// <summary>The bytes that the load wrote before, across and after the leg; null when no load ran.</summary>
    public WrittenRecord? Written { get; init; }

    /// <summary>What was compared of the guest's data; null when the scenario has written none.</summary>
    public string? Compared { get; init; }

    /// <summary>The usual figures of the leg, in words; null when the run compares with no baseline.</summary>
    public string? Usual { get; init; }

    /// <summary>The checks that were made.</summary>
    public ImmutableArray<string> ChecksMade { get; init; } = [];

    /// <summary>The checks that were not made.</summary>
    public ImmutableArray<UnmadeRecord> NotChecked { get; init; } = [];

    /// <summary>The guest memory sent since the leg's start, over time.</summary>
    public SeriesRecord? Sent { get; init; }

    /// <summary>The leg in one line, for people.</summary>
    public string Text { get; init; } = "";
}
