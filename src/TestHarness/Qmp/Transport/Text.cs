using System.Globalization;
using System.Text;

namespace TestHarness.Qmp.Transport;

/// <summary>How values are written in messages.</summary>
internal static class Text
{
    private const int Longest = 200;

    public static string Quote(ReadOnlySpan<byte> utf8) =>
        $"\"{Shorten(utf8).TrimEnd()}\"";

    public static string Shorten(ReadOnlySpan<byte> utf8) =>
        Shorten(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, Longest * 4)]));

    public static string Shorten(string text) => text.Length <= Longest ? text : $"{text[..Longest]}…";

    public static string Seconds(TimeSpan span) => $"{span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s";
}
