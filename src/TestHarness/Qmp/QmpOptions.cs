using TestHarness.Qmp.Transcripts;

namespace TestHarness.Qmp;

/// <summary>The time limits of a monitor session, and its transcript.</summary>
public sealed record QmpOptions
{
    /// <summary>The options of a session that has none of its own.</summary>
    public static QmpOptions Default { get; } = new();

    /// <summary>The time limit until QEMU's monitor has accepted and greeted; 10 s unless set.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time limit of a command that has no limit of its own; 30 s unless set.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest line that is accepted from QEMU, in bytes; 16 MiB unless set.</summary>
    public int MaxLineBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// The transcript of every line in and out; null when there is none. Its owner disposes it, after the client.
    /// </summary>
    public IQmpTranscript? Transcript { get; init; }
}
