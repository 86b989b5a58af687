using TestHarness.Qmp.Transcripts;

namespace TestHarness.Guests.Agent;

/// <summary>The time limits of a session with a guest agent, and its transcript.</summary>
public sealed record GuestAgentOptions
{
    /// <summary>The options of a session that has none of its own.</summary>
    public static GuestAgentOptions Default { get; } = new();

    /// <summary>The time limit until the agent answers for the first time, with the guest's boot; 30 s unless set.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time limit of a command that has no limit of its own; 30 s unless set.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest line that is accepted from the agent, in bytes; 16 MiB unless set. Output comes in base64 in one line: 12 MB
    /// at most.
    /// </summary>
    public int MaxLineBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The transcript of every line in and out; null when there is none.</summary>
    public IQmpTranscript? Transcript { get; init; }
}
