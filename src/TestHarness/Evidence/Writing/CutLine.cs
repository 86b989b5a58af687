using System.Text;
using System.Text.Json;

namespace TestHarness.Evidence.Writing;

/// <summary>The line that stands in a file where bytes were left out.</summary>
internal static class CutLine
{
    /// <summary>A bound for the length of any cut line, in bytes.</summary>
    public const int Longest = 200;

    /// <summary>In the file's own format: JSON lines stay JSON lines.</summary>
    public static byte[] Of(long bytes, string mediaType)
    {
        var text = $"testharness left out {bytes} bytes here: a limit was reached";
        return Encoding.UTF8.GetBytes(mediaType == "application/jsonl"
            ? $"{JsonSerializer.Serialize(new { leftOutBytes = bytes, reason = text })}\n"
            : $"[{text}]\n");
    }
}
