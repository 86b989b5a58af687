using TestHarness.Failures;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>How a migration ended.</summary>
/// <param name="Status">completed, failed or cancelled.</param>
/// <param name="Error">QEMU's words, from either side, if it did not complete.</param>
public sealed record LegResult(string Source, string Destination, MigrationStatus Status, string? Error, MigrationInfo Info, LegWindow Window)
{
    public LegStatistics Statistics { get; init; } = LegStatistics.Of(Info);

    /// <exception cref="HarnessException">It did not complete.</exception>
    public LegResult OrThrow() => Status == MigrationStatus.Completed
        ? this
        : throw new HarnessException(FailureClass.Migration, $"{Source} to {Destination}: {Status.ToText()}: {Error ?? "QEMU gave no reason"}");

    public override string ToString() => $"{Source} to {Destination}: {Status.ToText()}{(Status == MigrationStatus.Completed ? $", {Statistics}" : "")}";
}

/// <summary>When a leg began and ended, on the harness's clock.</summary>
public sealed record LegWindow(DateTimeOffset Start, DateTimeOffset End);

/// <summary>The figures of a leg as the source's query-migrate has them at its end.</summary>
/// <param name="TotalTime">From start to end; null when nothing reports it.</param>
/// <param name="Downtime">For how long the guest stood still; null when nothing reports it.</param>
/// <param name="Transferred">Bytes sent.</param>
/// <param name="DirtySyncCount">Number of passes over the guest's memory.</param>
/// <param name="Mbps">Throughput in megabits a second.</param>
/// <param name="Mode">How QEMU moved the guest's memory.</param>
public sealed record LegStatistics(
    TimeSpan? TotalTime, TimeSpan? Downtime, TimeSpan SetupTime, long Transferred, long DirtySyncCount, double Mbps, LegMode Mode)
{
    public static LegStatistics Of(MigrationInfo info) => new(
        Milliseconds(info.TotalTime),
        Milliseconds(info.Downtime),
        Milliseconds(info.SetupTime) ?? TimeSpan.Zero,
        info.Ram?.Transferred ?? 0,
        info.Ram?.DirtySyncCount ?? 0,
        info.Ram?.Mbps ?? 0,
        LegMode.Of(info));

    public override string ToString() => FormattableString.Invariant(
        $"total {Text(TotalTime)}, downtime {Text(Downtime)}, {Transferred / 1048576.0:0.0} MiB in {DirtySyncCount} passes, {Mbps:0} Mbit/s{Mode}");

    private static string Text(TimeSpan? time) =>
        time is { } known ? FormattableString.Invariant($"{known.TotalMilliseconds:0} ms") : "not reported";

    private static TimeSpan? Milliseconds(long? value) => value is { } known ? TimeSpan.FromMilliseconds(known) : null;
}
