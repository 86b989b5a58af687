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
/// all the same: an earlier attempt may have left another value.
/// </summary>
public sealed record MigrationOptions
{
    private const long DefaultBandwidth = 128 << 20;

    /// <summary>The way in which the memory is moved; precopy unless set.</summary>
    public MigrationMode Mode { get; init; } = MigrationMode.Precopy;

    /// <summary>Number of multifd channels; 0 for none.</summary>
    public int MultifdChannels { get; init; }

    /// <summary>Whether QEMU may slow the guest down (capability auto-converge).</summary>
    public bool AutoConverge { get; init; }

    /// <summary>The limit of the throughput, in bytes a second (parameter max-bandwidth); 128 MiB/s unless set.</summary>
    public long MaxBandwidth { get; init; } = DefaultBandwidth;

    /// <summary>The longest time for which the guest may stand still (parameter downtime-limit); 300 ms unless set.</summary>
    public TimeSpan DowntimeLimit { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The time within which a migration must end; 2 minutes unless set.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    public override string ToString()
    {
        List<string> parts = [Mode == MigrationMode.Postcopy ? "postcopy" : "precopy"];
        if (MultifdChannels > 0)
            parts.Add($"multifd with {MultifdChannels} channels");
        if (AutoConverge)
            parts.Add("auto-converge");
        if (MaxBandwidth != DefaultBandwidth)
            parts.Add(FormattableString.Invariant($"at most {MaxBandwidth / 1048576.0:0.#} MiB/s"));
        return string.Join(", ", parts);
    }
}
