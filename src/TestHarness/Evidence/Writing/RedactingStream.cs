using TestHarness.Evidence.Secrets;
using TestHarness.Texts;

namespace TestHarness.Evidence.Writing;

/// <summary>
/// A stream that passes text on with its secrets replaced. It holds back what may be the beginning of a secret, until that is
/// known or the stream is closed.
/// </summary>
internal sealed class RedactingStream : WriteOnlyStream
{
    private readonly Stream _target;
    private readonly MemoryStream _redacted = new();
    private readonly Redaction _redaction;

    public RedactingStream(Stream target, SecretMatcher secrets) =>
        (_target, _redaction) = (target, new Redaction(secrets, _redacted));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _redaction.Write(buffer);
        PassOn();
    }

    protected override void Dispose(bool disposing)
    {
        _redaction.End();
        PassOn();
        _target.Dispose();
        base.Dispose(disposing);
    }

    private void PassOn()
    {
        _target.Write(_redacted.GetBuffer().AsSpan(0, (int)_redacted.Length));
        _redacted.SetLength(0);
    }
}
