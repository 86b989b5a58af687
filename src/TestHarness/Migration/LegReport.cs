using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.Progress;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>A completed leg with the findings after it.</summary>
/// <param name="Number">The number of the leg, from 1, across all rounds.</param>
/// <param name="Data">What the guest wrote around the leg, and the result of its comparison.</param>
/// <param name="Sent">The guest memory sent since the leg's start, in bytes.</param>
public sealed record LegReport(
    int Number, LegResult Result, HealthReport Health, LegData Data, ImmutableArray<ProgressSample> Sent)
{
    /// <summary>The load around the leg; null when none ran.</summary>
    public LegLoad? Load => Data.Load;

    /// <summary>The places that the guest left and came to, for example hosts; null when they have no names.</summary>
    public (string From, string To)? Places { get; init; }

    /// <summary>The usual figures of the leg, in words; null when the run compares with no baseline.</summary>
    public string? Usual { get; init; }

    /// <summary>The checks that were made after the leg, those of the load and its data among them.</summary>
    public ImmutableSortedSet<HealthCheck> ChecksMade => Health.ChecksMade.Union(Data.ChecksMade);

    /// <inheritdoc/>
    public override string ToString() =>
        $"leg {Number}: {Result.Status.ToText()}, {Result.Statistics}; {Data}; checks made: {ChecksMade.Count}{Unmade}"
        + (Usual is null ? "" : $"; {Usual}");

    private string Unmade => Health.NotChecked.IsEmpty
        ? ""
        : $"; not checked: {string.Join(", ", Health.NotChecked.Select(check => check.Title))}";
}

/// <summary>What the guest wrote around a leg, and the result of its comparison.</summary>
/// <param name="Load">The load around the leg; null when none ran.</param>
/// <param name="Compared">
/// What was compared after the leg: blocks, bytes, from and to; null when the scenario has written nothing.
/// </param>
public sealed record LegData(LegLoad? Load, string? Compared)
{
    /// <summary>The data of a leg whose comparison failed; the leg's failure says why.</summary>
    public static LegData Unknown { get; } = new(null, "the comparison failed");

    /// <summary>Combines what was written to several disks: amounts are added, and of the stalls the longest counts.</summary>
    /// <param name="disks">The data on each disk, with the disk's name.</param>
    internal static LegData Combine(IEnumerable<(string Disk, LegData Data)> disks)
    {
        (string Disk, LegData Data)[] all = [.. disks];
        if (all is [var only])
            return only.Data;

        var compared = all.Where(disk => disk.Data.Compared is not null).Select(disk => $"{disk.Disk}: {disk.Data.Compared}");
        LegLoad[] loads = [.. all.Select(disk => disk.Data.Load).OfType<LegLoad>()];
        return new LegData(
            loads.Length == 0 ? null : loads.Aggregate((one, other) => one.And(other)),
            all.All(disk => disk.Data.Compared is null) ? null : string.Join("; ", compared));
    }

    /// <summary>The checks of the load and its data that were made.</summary>
    public ImmutableSortedSet<HealthCheck> ChecksMade =>
    [
        .. Load is null ? [] : new[] { HealthCheck.LoadProgress },
        .. Compared is null ? [] : new[] { HealthCheck.Data },
    ];

    public override string ToString() =>
        (Load is null ? "" : $"{Load}; ")
        + (Compared is null ? "no data was compared, as the scenario has written none" : $"compared: {Compared}");
}

/// <summary>The load around a leg.</summary>
/// <param name="Written">The bytes written before, across and after the leg, since the load started.</param>
/// <param name="LongestStall">The longest time without progress since the leg's start.</param>
public sealed record LegLoad(ProgressAround Written, TimeSpan LongestStall)
{
    /// <summary>Returns this load and another one, side by side.</summary>
    internal LegLoad And(LegLoad other) => new(
        new ProgressAround(
            Written.Before + other.Written.Before, Written.Across + other.Written.Across, Written.After + other.Written.After),
        LongestStall > other.LongestStall ? LongestStall : other.LongestStall);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"written {Written.Before / 1048576.0:0.0} + {Written.Across / 1048576.0:0.0} + {Written.After / 1048576.0:0.0} MiB "
        + $"before, across and after, longest stall {LongestStall.TotalMilliseconds:0} ms");
}
