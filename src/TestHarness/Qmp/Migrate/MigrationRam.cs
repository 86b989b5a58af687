namespace TestHarness.Qmp.Migrate;

/// <summary>The progress of the transfer of guest memory; a figure that this QEMU does not report is null.</summary>
/// <remarks>Source: MigrationStats in QEMU qapi/migration.json.</remarks>
public sealed record MigrationRam
{
    /// <summary>Bytes sent.</summary>
    public long Transferred { get; init; }

    /// <summary>Bytes still to be sent.</summary>
    public long Remaining { get; init; }

    /// <summary>Bytes of guest memory.</summary>
    public long Total { get; init; }

    /// <summary>Pages that held one byte only and were sent as such.</summary>
    public long Duplicate { get; init; }

    /// <summary>Pages sent whole.</summary>
    public long Normal { get; init; }

    /// <summary>Bytes sent as whole pages.</summary>
    public long NormalBytes { get; init; }

    /// <summary>Pages that the guest dirties in a second.</summary>
    public long DirtyPagesRate { get; init; }

    /// <summary>Megabits sent in a second.</summary>
    public double Mbps { get; init; }

    /// <summary>The number of reads of the dirty bitmap, which is the number of passes.</summary>
    public long DirtySyncCount { get; init; }

    /// <summary>The number of times that zero-copy had to copy after all.</summary>
    public long DirtySyncMissedZeroCopy { get; init; }

    /// <summary>Pages that the destination asked for in postcopy.</summary>
    public long? PostcopyRequests { get; init; }

    /// <summary>Bytes in a page of the target.</summary>
    public long PageSize { get; init; }

    /// <summary>Bytes sent through multifd channels.</summary>
    public long? MultifdBytes { get; init; }

    /// <summary>Pages sent in a second.</summary>
    public long PagesPerSecond { get; init; }

    /// <summary>Bytes sent before the guest stopped (QEMU 7.0).</summary>
    public long? PrecopyBytes { get; init; }

    /// <summary>Bytes sent while the guest was stopped (QEMU 7.0).</summary>
    public long? DowntimeBytes { get; init; }

    /// <summary>Bytes sent after the guest ran on the destination (QEMU 7.0).</summary>
    public long? PostcopyBytes { get; init; }
}
