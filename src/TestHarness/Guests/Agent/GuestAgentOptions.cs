using TestHarness.Qmp.Transcripts;

namespace TestHarness.Guests.Agent;

/// <summary>The bounds of a session with a guest agent, and where it is written down.</summary>
public sealed record GuestAgentOptions
{
    public static GuestAgentOptions Default { get; } = new();

    /// <summary>
    /// How long the agent may take until it answers for the first time, the guest's boot included; 30 s unless set.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a command may take unless it is given its own bound; 30 s unless set.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest line that is taken from the agent, in bytes; 16 MiB unless set. Output comes in base64 in one line: 12 MB at
    /// most.
    /// </summary>
    public int MaxLineBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Where every line in and out is written; nowhere unless set.</summary>
    public IQmpTranscript? Transcript { get; init; }
}
