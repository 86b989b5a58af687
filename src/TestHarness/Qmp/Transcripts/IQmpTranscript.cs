namespace TestHarness.Qmp.Transcripts;

/// <summary>A record of a session's messages, line by line; called from several threads at once.</summary>
public interface IQmpTranscript
{
    /// <summary>Writes a message.</summary>
    /// <param name="client">The name of the session, such as <c>source</c>.</param>
    /// <param name="message">
    /// One JSON value without secrets. A line that is not JSON, or the reason of the session's end, is a JSON string.
    /// </param>
    void Write(QmpDirection direction, string client, ReadOnlySpan<byte> message);
}

/// <summary>The direction of a message.</summary>
public enum QmpDirection
{
    /// <summary>From the harness to QEMU.</summary>
    Out,

    /// <summary>From QEMU to the harness.</summary>
    In,

    /// <summary>The session ended; the message is the reason.</summary>
    End,

    /// <summary>Neither: polls were omitted here; the message has the command and the number of polls.</summary>
    LeftOut,
}
