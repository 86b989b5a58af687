using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.Progress;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>A completed leg with what was found after it.</summary>
/// <param name="Number">From 1 on, across all rounds.</param>
/// <param name="Load">What the load wrote around the leg, or null where there was none.</param>
/// <param name="Sent">Bytes of guest memory sent, from the leg's start on.</param>
/// <param name="Data">What of the guest's data was compared after the leg.</param>
public sealed record LegReport(
    int Number, LegResult Result, HealthReport Health, LegLoad? Load, ImmutableArray<ProgressSample> Sent, LegData Data)
{
    public override string ToString() =>
        $"leg {Number}: {Result.Status.ToText()}, {Result.Statistics}{(Load is null ? "" : $"; {Load}")}; {Data}";

    /// <exception cref="HarnessException">
    /// Class data: what was written is not there, with the findings besides. Class guest-health: there are findings.
    /// </exception>
    public void ThrowIfNotWell()
    {
        var when = $"after leg {Number} ({Result.Source} to {Result.Destination})";
        if (Data.IsLost)
            throw new HarnessException(FailureClass.Data, Health.IsHealthy ? $"{when}: {Data.Text}" : $"{when}: {Data.Text}\n{Health.Describe(when)}");

        Health.ThrowIfUnhealthy(when);
    }
}

/// <summary>How what the guest wrote was found after a leg.</summary>
/// <param name="IsLost">Whether something is not as it was written.</param>
/// <param name="Text">What was compared: blocks, bytes, from and to; or what differs.</param>
public sealed record LegData(bool IsLost, string Text)
{
    /// <summary>Nothing was written on purpose.</summary>
    public static LegData None { get; } = new(false, "");

    public static LegData Of(string compared) => new(false, compared);

    public static LegData Lost(string difference) => new(true, difference);

    public override string ToString() => (IsLost, Text) switch
    {
        (true, _) => $"data lost: {Text}",
        (false, "") => "no data was compared, as the scenario has written none",
        _ => $"compared: {Text}",
    };
}

/// <summary>The load around a leg.</summary>
/// <param name="Written">Bytes before, across and after the leg, since the load started.</param>
/// <param name="LongestStall">The longest time without progress, from the leg's start on.</param>
public sealed record LegLoad(ProgressAround Written, TimeSpan LongestStall)
{
    public override string ToString() => FormattableString.Invariant(
        $"written {Written.Before / 1048576.0:0.0} + {Written.Across / 1048576.0:0.0} + {Written.After / 1048576.0:0.0} MiB before, across and after, longest stall {LongestStall.TotalMilliseconds:0} ms");
}
