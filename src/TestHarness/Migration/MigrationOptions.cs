namespace TestHarness.Migration;

/// <summary>How a guest's memory is moved.</summary>
public enum MigrationMode
{
    /// <summary>The guest switches over once the rest is small enough.</summary>
    Precopy,

    /// <summary>The guest switches over after a first pass; the destination fetches the rest.</summary>
    Postcopy,
}

/// <summary>
/// What a scenario asks of its migrations. Unset is QEMU's default, which is set all the same: an earlier attempt may have left
/// something else.
/// </summary>
public sealed record MigrationOptions
{
    private const long DefaultBandwidth = 128 << 20;

    public MigrationMode Mode { get; init; } = MigrationMode.Precopy;

    /// <summary>Number of multifd channels; 0 for none.</summary>
    public int MultifdChannels { get; init; }

    public bool AutoConverge { get; init; }

    /// <summary>The most that is sent, in bytes a second (parameter max-bandwidth).</summary>
    public long MaxBandwidth { get; init; } = DefaultBandwidth;

    /// <summary>How long the guest may stand still (parameter downtime-limit).</summary>
    public TimeSpan DowntimeLimit { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Until when a migration must have ended.</summary>
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
