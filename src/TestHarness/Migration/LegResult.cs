using System.Globalization;
using TestHarness.Failures;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>The end of a migration.</summary>
/// <param name="Status">completed, failed or cancelled.</param>
/// <param name="Error">The error as QEMU words it, of either side; null when the migration completed.</param>
public sealed record LegResult(
    string Source, string Destination, MigrationStatus Status, string? Error, MigrationInfo Info, LegWindow Window)
{
    /// <summary>The figures of the leg.</summary>
    public LegStatistics Statistics { get; init; } = LegStatistics.Of(Info);

    /// <summary>Returns the result of a completed migration.</summary>
    /// <exception cref="HarnessException">Class migration: the migration did not complete.</exception>
    public LegResult OrThrow() => Status == MigrationStatus.Completed
        ? this
        : throw new HarnessException(
            FailureClass.Migration, $"{Source} to {Destination}: {Status.ToText()}: {Error ?? "QEMU gave no reason"}");

    public override string ToString() =>
        $"{Source} to {Destination}: {Status.ToText()}{(Status == MigrationStatus.Completed ? $", {Statistics}" : "")}";
}

/// <summary>The start and end of a leg, on the harness's clock.</summary>
public sealed record LegWindow(DateTimeOffset Start, DateTimeOffset End);

/// <summary>The figures of a leg at its end, from the source's query-migrate.</summary>
/// <param name="TotalTime">The time from start to end; null when nothing reports it.</param>
/// <param name="Downtime">The time for which the guest stood still; null when nothing reports it.</param>
/// <param name="Transferred">The bytes sent.</param>
/// <param name="DirtySyncCount">The number of passes over the guest's memory.</param>
/// <param name="Mbps">The throughput in megabits a second.</param>
/// <param name="Mode">The way in which QEMU moved the guest's memory.</param>
public sealed record LegStatistics(
    TimeSpan? TotalTime, TimeSpan? Downtime, TimeSpan SetupTime, long Transferred, long DirtySyncCount, double Mbps, LegMode Mode)
{
    /// <summary>Reads the figures from a query-migrate.</summary>
    public static LegStatistics Of(MigrationInfo info) => new(
        Milliseconds(info.TotalTime),
        Milliseconds(info.Downtime),
        Milliseconds(info.SetupTime) ?? TimeSpan.Zero,
        info.Ram?.Transferred ?? 0,
        info.Ram?.DirtySyncCount ?? 0,
        info.Ram?.Mbps ?? 0,
        LegMode.Of(info));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"total {Text(TotalTime)}, downtime {Text(Downtime)}, {Transferred / 1048576.0:0.0} MiB in {DirtySyncCount} passes, "
        + $"{Mbps:0} Mbit/s{Mode}");

    private static string Text(TimeSpan? time) =>
        time is { } known ? FormattableString.Invariant($"{known.TotalMilliseconds:0} ms") : "not reported";

    private static TimeSpan? Milliseconds(long? value) => value is { } known ? TimeSpan.FromMilliseconds(known) : null;
}
