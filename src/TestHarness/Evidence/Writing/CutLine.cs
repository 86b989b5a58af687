using System.Text;
using System.Text.Json;

namespace TestHarness.Evidence.Writing;

/// <summary>Makes the line that marks a place in a file where bytes were omitted.</summary>
internal static class CutLine
{
    /// <summary>The largest length of a cut line, in bytes.</summary>
    public const int Longest = 200;

    /// <summary>Returns the line in the file's own format: JSON lines stay JSON lines.</summary>
    public static byte[] Of(long bytes, string mediaType)
    {
        var text = $"testharness left out {bytes} bytes here: a limit was reached";
        return Encoding.UTF8.GetBytes(mediaType == "application/jsonl"
            ? $"{JsonSerializer.Serialize(new { leftOutBytes = bytes, reason = text })}\n"
            : $"[{text}]\n");
    }
}
