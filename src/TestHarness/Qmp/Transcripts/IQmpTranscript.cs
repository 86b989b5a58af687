namespace TestHarness.Qmp.Transcripts;

/// <summary>Where a session is written down, line by line; called from several threads at once.</summary>
public interface IQmpTranscript
{
    /// <param name="client">The name of the session, such as <c>source</c>.</param>
    /// <param name="message">One JSON value without secrets; a line that is not JSON, or the reason of the session's end, is
    /// a JSON string.</param>
    void Write(QmpDirection direction, string client, ReadOnlySpan<byte> message);
}

public enum QmpDirection
{
    /// <summary>From the harness to QEMU.</summary>
    Out,

    /// <summary>From QEMU to the harness.</summary>
    In,

    /// <summary>The session ended; the message says why.</summary>
    End,

    /// <summary>Neither: polls were left out here; the message has the command and how many.</summary>
    LeftOut,
}
