namespace TestHarness.Environments;

/// <summary>The limits on the bytes that a run leaves. Bytes over a limit are omitted, and a line says how many.</summary>
public sealed record LimitSettings
{
    /// <summary>The smallest limit that an environment can set.</summary>
    public static ByteSize Smallest { get; } = new(64 << 10);

    /// <summary>The limit of a guest's serial log, of which the first and the last half are kept.</summary>
    /// <value>16 MiB.</value>
    public ByteSize Console { get; init; } = ByteSize.FromMiB(16);

    /// <summary>
    /// The limit of the transcript of QEMU's monitors, and of the log of the commands on hosts. The first and the last half are
    /// kept.
    /// </summary>
    /// <value>16 MiB.</value>
    public ByteSize Transcript { get; init; } = ByteSize.FromMiB(16);

    /// <summary>The limit of all evidence of a scenario; a file gets at most half of what is left.</summary>
    /// <value>64 MiB.</value>
    public ByteSize Scenario { get; init; } = ByteSize.FromMiB(64);

    /// <summary>The limit of all evidence of a run; a scenario gets at most a sixteenth of what is left.</summary>
    /// <value>2 GiB.</value>
    public ByteSize Run { get; init; } = ByteSize.FromMiB(2048);
}
