namespace TestHarness.Environments;

/// <summary>The most bytes that a run leaves; what is over a limit is left out, and a line says how much.</summary>
public sealed record LimitSettings
{
    /// <summary>The smallest limit of a file.</summary>
    public static ByteSize Smallest { get; } = new(64 << 10);

    /// <summary>The serial log of a guest: its first and its last half are kept.</summary>
    /// <value>16 MiB.</value>
    public ByteSize Console { get; init; } = ByteSize.FromMiB(16);

    /// <summary>
    /// The transcript of QEMU's monitors, and the log of the commands on hosts, each: the first and the last half are kept.
    /// </summary>
    /// <value>16 MiB.</value>
    public ByteSize Transcript { get; init; } = ByteSize.FromMiB(16);

    /// <summary>All evidence of a scenario; a file gets at most half of what is left.</summary>
    /// <value>64 MiB.</value>
    public ByteSize Scenario { get; init; } = ByteSize.FromMiB(64);

    /// <summary>All evidence of a run; a scenario gets at most a sixteenth of what is left.</summary>
    /// <value>2 GiB.</value>
    public ByteSize Run { get; init; } = ByteSize.FromMiB(2048);
}
