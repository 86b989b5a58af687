using System.Globalization;
using System.Text;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// Parses the format of /dev/kmsg (the kernel's Documentation/ABI/testing/dev-kmsg): <c>prefix,seq,usec,flags[,k=v];text</c>.
/// </summary>
internal static class KernelLogParser
{
    /// <summary>Reads a line; returns false when it is not a record.</summary>
    public static bool TryParse(ReadOnlySpan<char> line, out KernelLogLine record)
    {
        record = default;
        var end = line.IndexOf(';');
        if (end < 0)
            return false;

        var prefix = line[..end];
        if (!TryTakeNumber(ref prefix, out var priority)
            || !TryTakeNumber(ref prefix, out var sequence)
            || !TryTakeNumber(ref prefix, out var microseconds)
            || microseconds > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond)
        {
            return false;
        }

        record = new KernelLogLine(
            sequence,
            (int)(priority >> 3),
            (int)(priority & 7),
            TimeSpan.FromMicroseconds(microseconds),
            Unescape(line[(end + 1)..]));
        return true;
    }

    /// <summary>Takes a field and the comma after it from a prefix.</summary>
    private static bool TryTakeNumber(ref ReadOnlySpan<char> prefix, out long number)
    {
        number = 0;
        var comma = prefix.IndexOf(',');
        if (comma < 0 || !long.TryParse(prefix[..comma], NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return false;

        prefix = prefix[(comma + 1)..];
        return true;
    }

    private static ReadOnlySpan<char> Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
            return text;

        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 3 < text.Length && text[i] == '\\' && text[i + 1] == 'x'
                && byte.TryParse(
                    text.Slice(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var escaped))
            {
                bytes.Add(escaped);
                i += 3;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Slice(i, 1).ToArray()));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
