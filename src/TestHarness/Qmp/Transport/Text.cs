using System.Globalization;
using System.Text;

namespace TestHarness.Qmp.Transport;

/// <summary>Formats values for messages.</summary>
internal static class Text
{
    private const int Longest = 200;

    /// <summary>Returns a text in quotes, shortened.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8) =>
        $"\"{Shorten(utf8).TrimEnd()}\"";

    /// <summary>Shortens a text to 200 characters.</summary>
    public static string Shorten(ReadOnlySpan<byte> utf8) =>
        Shorten(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, Longest * 4)]));

    /// <summary>Shortens a text to 200 characters.</summary>
    public static string Shorten(string text) => text.Length <= Longest ? text : $"{text[..Longest]}…";

    /// <summary>Formats a span of time in seconds.</summary>
    public static string Seconds(TimeSpan span) => $"{span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s";
}
