using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TestHarness.Health.KernelLog;

/// <summary>The format of /dev/kmsg (the kernel's Documentation/ABI/testing/dev-kmsg): <c>prefix,seq,usec,flags[,k=v];text</c>.</summary>
public static class KernelLogParser
{
    /// <summary>The records of a piece of the log, and the lines that are not records.</summary>
    /// <remarks>Continuation lines (they start with a space) carry the device properties of a record and are dropped.</remarks>
    public static (ImmutableArray<KernelLogRecord> Records, ImmutableArray<string> Strangers) Parse(string log)
    {
        var records = ImmutableArray.CreateBuilder<KernelLogRecord>();
        var strangers = ImmutableArray.CreateBuilder<string>();
        foreach (var line in log.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != ' '))
        {
            if (ParseRecord(line) is { } record)
                records.Add(record);
            else
                strangers.Add(line);
        }

        return (records.ToImmutable(), strangers.ToImmutable());
    }

    private static KernelLogRecord? ParseRecord(string line)
    {
        var end = line.IndexOf(';', StringComparison.Ordinal);
        if (end < 0)
            return null;

        var prefix = line[..end].Split(',');
        return prefix.Length >= 4 && TryNumber(prefix[0], out var priority) && TryNumber(prefix[1], out var sequence)
            && TryNumber(prefix[2], out var microseconds)
            ? new KernelLogRecord(
                sequence, (int)(priority >> 3), (int)(priority & 7), TimeSpan.FromMicroseconds(microseconds), Unescape(line[(end + 1)..]))
            : null;
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;

        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 3 < text.Length && text[i] == '\\' && text[i + 1] == 'x'
                && byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var escaped))
            {
                bytes.Add(escaped);
                i += 3;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, 1));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
