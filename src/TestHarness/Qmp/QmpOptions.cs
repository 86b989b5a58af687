using TestHarness.Qmp.Transcripts;

namespace TestHarness.Qmp;

/// <summary>The bounds of a monitor session, and where it is written down.</summary>
public sealed record QmpOptions
{
    public static QmpOptions Default { get; } = new();

    /// <summary>How long QEMU may take until its monitor has accepted and greeted; 10 s unless set.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a command may take unless it is given its own bound; 30 s unless set.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest line that is taken from QEMU, in bytes; 16 MiB unless set.</summary>
    public int MaxLineBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Where every line in and out is written; nowhere unless set. Its owner disposes it, after the client.</summary>
    public IQmpTranscript? Transcript { get; init; }
}
