using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>
/// How QEMU moved a guest's memory in a leg: as QEMU reports it, whatever the harness asked for. A figure that this QEMU, or
/// libvirt in its place, does not report is null.
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

    /// <summary>Whether QEMU was ready to slow the guest down (capability auto-converge).</summary>
    public bool? AutoConverge { get; init; }

    /// <summary>The highest share of its CPU time that QEMU was seen to take from the guest, in percent; 0 for none.</summary>
    public int? Throttle { get; init; }

    /// <summary>The number of multifd channels that carried memory: 0 when nothing went over them.</summary>
    public int? UsedChannels => MultifdBytes is 0 ? 0 : MultifdBytes is null ? null : MultifdChannels;

    public static LegMode Of(MigrationInfo info) => new()
    {
        PostcopyRequests = info.Ram?.PostcopyRequests,
        PostcopyBytes = info.Ram?.PostcopyBytes,
        MultifdBytes = info.Ram?.MultifdBytes,
    };

    /// <summary>What makes the leg other than a plain one, each after a comma; empty for a plain one.</summary>
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
