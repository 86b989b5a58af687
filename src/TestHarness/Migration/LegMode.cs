using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>
/// How QEMU moved a guest's memory in a leg: as QEMU reports it, and not as the harness asked for it. A figure is null when this
/// QEMU, or libvirt in its place, does not report it.
/// </summary>
/// <remarks>Source: MigrationInfo and MigrationStats in QEMU qapi/migration.json.</remarks>
public sealed record LegMode
{
    /// <summary>Pages that the destination asked for after switchover.</summary>
    public long? PostcopyRequests { get; init; }

    /// <summary>Bytes sent after the destination ran.</summary>
    public long? PostcopyBytes { get; init; }

    /// <summary>Bytes sent over multifd channels.</summary>
    public long? MultifdBytes { get; init; }

    /// <summary>The number of multifd channels that QEMU would open; <see cref="UsedChannels"/> is what it used.</summary>
    public int? MultifdChannels { get; init; }

    /// <summary>Whether QEMU was allowed to slow the guest down (capability auto-converge).</summary>
    public bool? AutoConverge { get; init; }

    /// <summary>
    /// The highest share of its CPU time that QEMU was seen to take from the guest, in percent; 0 when it took none.
    /// </summary>
    public int? Throttle { get; init; }

    /// <summary>The number of multifd channels that carried memory: 0 when none did.</summary>
    public int? UsedChannels => MultifdBytes is 0 ? 0 : MultifdBytes is null ? null : MultifdChannels;

    /// <summary>Reads the mode from a query-migrate; the caller adds what only other queries report.</summary>
    public static LegMode Of(MigrationInfo info) => new()
    {
        PostcopyRequests = info.Ram?.PostcopyRequests,
        PostcopyBytes = info.Ram?.PostcopyBytes,
        MultifdBytes = info.Ram?.MultifdBytes,
    };

    /// <summary>Returns the peculiarities of the leg, a comma before each; an empty text for a plain precopy.</summary>
    public override string ToString()
    {
        List<string> parts = [""];
        if (PostcopyRequests > 0 || PostcopyBytes > 0)
            parts.Add(FormattableString.Invariant(
                $"{PostcopyRequests} pages fetched and {MiB(PostcopyBytes):0.0} MiB sent after switchover"));
        if (UsedChannels > 0)
            parts.Add(FormattableString.Invariant($"{MiB(MultifdBytes):0.0} MiB over {UsedChannels} multifd channels"));
        if (Throttle > 0)
            parts.Add($"throttled by up to {Throttle} %");
        return string.Join(", ", parts);
    }

    private static double MiB(long? bytes) => (bytes ?? 0) / 1048576.0;
}
