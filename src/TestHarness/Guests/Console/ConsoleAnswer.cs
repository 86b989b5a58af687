using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TestHarness.Guests.Console;

/// <summary>
/// Reads a script's answer from the console's output, which also has the kernel's messages, which may start in the middle of a
/// line, and, when each line of the answer is marked, the output of other processes of the guest. The answer's first line has the
/// exit code; its last line has the number of bytes, the exit code again, and the SHA-256 of the bytes sent.
/// </summary>
/// <param name="id">The number of the script.</param>
/// <param name="isMarked">Whether each line of the answer starts with <see cref="Mark"/>.</param>
/// <param name="maxBytes">
/// The largest number of bytes of a script's output that the guest sends; the rest stays in the guest.
/// </param>
internal sealed partial class ConsoleAnswer(string id, bool isMarked, int maxBytes = ConsoleAnswer.MaxBytes) : IConsoleReader
{
    /// <summary>The mark before each line of an answer that is sent again. Base64 has no '-'.</summary>
    public const string Mark = "th-line ";

    /// <summary>
    /// The largest number of bytes of a script's output that a guest sends, unless its shell was started with another limit.
    /// </summary>
    /// <value>4 MiB.</value>
    public const int MaxBytes = 4 << 20;

    private readonly int _maxEncoded = ((maxBytes + 2) / 3 * 4) + 4;

    private readonly StringBuilder _line = new();
    private readonly StringBuilder _encoded = new();
    private int? _exitCode;

    /// <summary>The answer; null when it is damaged.</summary>
    public ShellResult? Result { get; private set; }

    /// <returns>True after the answer's last line, whether the answer is damaged or not.</returns>
    public bool Take(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('\n') is >= 0 and var end)
        {
            if (TakeLine(text[..end]))
                return true;
            text = text[(end + 1)..];
        }

        Add(text);
        return false;
    }

    /// <summary>Reads an answer from a whole text.</summary>
    /// <returns>The answer; null when it is damaged or not complete.</returns>
    public static ShellResult? Read(string id, string text, bool isMarked = false)
    {
        var answer = new ConsoleAnswer(id, isMarked);
        answer.Take(text);
        return answer.Result;
    }

    /// <summary>Removes answers from a text, for a person to read.</summary>
    public static string Remove(string text) => AnyAnswer().Replace(text, "");

    private bool TakeLine(ReadOnlySpan<char> end)
    {
        Add(end);
        var line = _line.ToString();
        _line.Clear();
        if (line.Contains('[', StringComparison.Ordinal) && KernelMessage().Match(line) is { Success: true } message)
        {
            // The line of the answer continues after the kernel's message.
            _line.Append(line, 0, message.Index);
            return false;
        }

        if (After(line, $"th-begin {id} ", out _) is { } begin && Number(begin) is { } exitCode)
        {
            _exitCode = exitCode;
            _encoded.Clear();
        }
        else if (After(line, $"th-end {id} ", out var rest)?.Split(' ') is [var count, var code, var sum]
            && Number(count) is { } bytes)
        {
            if (!isMarked)
                AddEncoded(rest);
            Result = Number(code) == _exitCode ? Decode(bytes, sum) : null;
            return true;
        }
        else if (_exitCode is not null)
        {
            TakeEncoded(line);
        }

        return false;
    }

    private void TakeEncoded(string line)
    {
        if (!isMarked)
            AddEncoded(line);
        else if (line.LastIndexOf(Mark, StringComparison.Ordinal) is >= 0 and var mark)
            AddEncoded(line.AsSpan(mark + Mark.Length));
    }

    /// <summary>
    /// Adds a part of the answer. The guest's script sends no longer answer than the limit: a longer one is damaged by the output
    /// of others.
    /// </summary>
    private void AddEncoded(ReadOnlySpan<char> line)
    {
        if (_encoded.Length <= _maxEncoded)
            _encoded.Append(line);
    }

    private ShellResult? Decode(int bytes, string sum)
    {
        var output = new byte[_encoded.Length];
        if (_exitCode is not { } exitCode || !Convert.TryFromBase64String(_encoded.ToString(), output, out var length))
            return null;

        return length == Math.Min(bytes, maxBytes) && Convert.ToHexStringLower(SHA256.HashData(output.AsSpan(0, length))) == sum
            ? new ShellResult(exitCode, Encoding.UTF8.GetString(output, 0, length)) { BytesCut = bytes - length }
            : null;
    }

    private void Add(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('\r'))
            _line.Append(text[range]);
        if (_line.Length > ConsolePattern.LongestLine)
            _line.Remove(0, _line.Length - ConsolePattern.LongestLine);
    }

    private static string? After(string line, string words, out string before)
    {
        var start = line.LastIndexOf(words, StringComparison.Ordinal);
        before = start < 0 ? "" : line[..start];
        return start < 0 ? null : line[(start + words.Length)..];
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\n?th-begin \d+ \d+\n((th-line )?[A-Za-z0-9+/=]*\n)*th-end \d+ \d+ \d+ [0-9a-f]{64}\n")]
    private static partial Regex AnyAnswer();

    /// <summary>Matches a message of the kernel with its time stamp (printk.time=1).</summary>
    [GeneratedRegex(@"\[ *\d+\.\d{6}\]")]
    private static partial Regex KernelMessage();
}
