namespace TestHarness.Migration;

/// <summary>The way in which a guest's memory is moved.</summary>
public enum MigrationMode
{
    /// <summary>The guest switches over once the rest is small enough.</summary>
    Precopy,

    /// <summary>The guest switches over after a first pass; the destination fetches the rest.</summary>
    Postcopy,
}

/// <summary>
/// The options that a scenario sets for its migrations. An option that it does not set has QEMU's default, which the harness sets
/// all the same: an earlier attempt may have left another value. The exception is
/// <see cref="InOnePass"/>.
/// </summary>
public sealed record MigrationOptions
{
    private const long DefaultBandwidth = 128 << 20;

    /// <summary>QEMU's own downtime limit.</summary>
    public static readonly TimeSpan UsualDowntimeLimit = TimeSpan.FromMilliseconds(300);

    /// <summary>The way in which the memory is moved; precopy unless set.</summary>
    public MigrationMode Mode { get; init; } = MigrationMode.Precopy;

    /// <summary>Number of multifd channels; 0 for none.</summary>
    public int MultifdChannels { get; init; }

    /// <summary>Whether QEMU may slow the guest down (capability auto-converge).</summary>
    public bool AutoConverge { get; init; }

    /// <summary>The limit of the throughput, in bytes a second (parameter max-bandwidth); 128 MiB/s unless set.</summary>
    public long MaxBandwidth { get; init; } = DefaultBandwidth;

    /// <summary>
    /// The longest time for which the guest may stand still (parameter downtime-limit); null for QEMU's own.
    /// </summary>
    public TimeSpan? DowntimeLimit { get; init; }

    /// <summary>The time within which a migration must end; 2 minutes unless set.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Returns the options of a precopy whose first pass is the only one while the guest runs: with a downtime limit of 0, QEMU
    /// never estimates whether the rest is small enough, and stops the processors at the end of the pass
    /// (migration_iteration_run). A mode, bandwidth or limit that the scenario sets stays as it is.
    /// </summary>
    public MigrationOptions InOnePass() =>
        this is { Mode: MigrationMode.Precopy, AutoConverge: false, MaxBandwidth: DefaultBandwidth, DowntimeLimit: null }
            ? this with { DowntimeLimit = TimeSpan.Zero }
            : this;

    public override string ToString()
    {
        List<string> parts = [Mode == MigrationMode.Postcopy ? "postcopy" : "precopy"];
        if (MultifdChannels > 0)
            parts.Add($"multifd with {MultifdChannels} channels");
        if (AutoConverge)
            parts.Add("auto-converge");
        if (MaxBandwidth != DefaultBandwidth)
            parts.Add(FormattableString.Invariant($"at most {MaxBandwidth / 1048576.0:0.#} MiB/s"));
        if (DowntimeLimit is { } limit)
            parts.Add(FormattableString.Invariant($"downtime limit {limit.TotalSeconds:0.###} s"));
        return string.Join(", ", parts);
    }
}
