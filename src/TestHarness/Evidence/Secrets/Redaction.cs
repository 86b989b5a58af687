using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace TestHarness.Evidence.Secrets;

/// <summary>
/// Replaces secrets in a text that comes in pieces. Line ends within a secret are ignored, because encoded text may be wrapped,
/// and stay in the text. Forms that overlap are replaced together.
/// </summary>
internal sealed class Redaction(SecretMatcher secrets, Stream target)
{
    /// <summary>
    /// The largest number of bytes that are held back, more than any form has; an endless repetition is replaced piece by piece.
    /// </summary>
    private const int MostHeld = 256 * 1024;

    private readonly ImmutableArray<byte[]> _replacements =
        [.. secrets.Names.Select(name => Encoding.UTF8.GetBytes($"[{name}]"))];
    private readonly List<byte> _held = [];

    /// <summary>The positions of the held bytes that are not line ends.</summary>
    private readonly List<int> _letters = [];

    /// <summary>The positions of secrets in the held bytes; they do not overlap.</summary>
    private readonly List<(int Start, int End, int Name)> _found = [];

    private int _state;

    /// <summary>Whether anything was replaced so far.</summary>
    public bool HasFound { get; private set; }

    /// <summary>Takes the next piece.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (_held.Count == 0)
            {
                var start = text.IndexOfAny(secrets.Starts);
                target.Write(start < 0 ? text : text[..start]);
                if (start < 0)
                    return;
                text = text[start..];
            }

            Take(text[0]);
            text = text[1..];
        }
    }

    /// <summary>Writes the held bytes, after the last piece.</summary>
    public void End()
    {
        _state = 0;
        Release();
    }

    private void Take(byte letter)
    {
        _held.Add(letter);
        if (!IsEndOfLine(letter))
        {
            var depth = secrets.Depth(_state);
            _state = secrets.Next(_state, letter);
            _letters.Add(_held.Count - 1);
            if (secrets.Match(_state) is { Length: > 0 } match)
                Find(_letters[^match.Length], match.Name);
            if (secrets.Depth(_state) <= depth)
                Release();
        }

        if (_held.Count > MostHeld)
            End();
    }

    /// <summary>
    /// Adds a secret that ends here, and joins it with the secrets that it overlaps; the longer one gives the name.
    /// </summary>
    private void Find(int start, int name)
    {
        var found = (Start: start, End: _held.Count, Name: name);
        while (_found.Count > 0 && _found[^1] is var before && start < before.End)
        {
            _found.RemoveAt(_found.Count - 1);
            var longer = found.End - start > before.End - before.Start ? name : before.Name;
            found = (Math.Min(found.Start, before.Start), found.End, longer);
        }

        _found.Add(found);
    }

    /// <summary>Writes the held bytes in which no form begins that may still be completed.</summary>
    private void Release()
    {
        var certain = secrets.Depth(_state) is > 0 and var depth ? _letters[^depth] : _held.Count;
        var written = 0;
        while (_found.Count > 0 && _found[0] is var found && found.End <= certain)
        {
            _found.RemoveAt(0);
            HasFound = true;
            target.Write(Held(written, found.Start));
            target.Write(_replacements[found.Name]);
            target.Write(Held(found.Start, found.End).ToArray().Where(IsEndOfLine).ToArray());
            written = found.End;
        }

        var end = _found.Count > 0 ? Math.Min(_found[0].Start, certain) : certain;
        if (end > written)
        {
            target.Write(Held(written, end));
            written = end;
        }

        Drop(written);
    }

    private Span<byte> Held(int start, int end) => CollectionsMarshal.AsSpan(_held)[start..end];

    private void Drop(int count)
    {
        if (count == 0)
            return;

        _held.RemoveRange(0, count);
        _letters.RemoveRange(0, _letters.FindIndex(position => position >= count) is >= 0 and var first ? first : _letters.Count);
        for (var index = 0; index < _letters.Count; index++)
            _letters[index] -= count;
        for (var index = 0; index < _found.Count; index++)
            _found[index] = (_found[index].Start - count, _found[index].End - count, _found[index].Name);
    }

    private static bool IsEndOfLine(byte letter) => letter is (byte)'\n' or (byte)'\r';
}
