using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TestHarness.Guests.Console;

/// <summary>Takes a script's answer out of what the console printed meanwhile.</summary>
internal static partial class ConsoleAnswer
{
    /// <returns>Nothing if the answer is damaged.</returns>
    public static ShellResult? Read(string id, string text)
    {
        var clean = KernelMessage().Replace(text.Replace("\r", "", StringComparison.Ordinal), "");
        var answer = Regex.Match(clean, $"th-begin {id} ([0-9]+)\n([A-Za-z0-9+/=\n]*)th-end {id} ([0-9]+)\n");
        if (!answer.Success)
            return null;

        var encoded = answer.Groups[2].Value.Replace("\n", "", StringComparison.Ordinal);
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
            return null;

        return length == int.Parse(answer.Groups[3].Value, CultureInfo.InvariantCulture)
            ? new ShellResult(int.Parse(answer.Groups[1].Value, CultureInfo.InvariantCulture), Encoding.UTF8.GetString(bytes.AsSpan(0, length)))
            : null;
    }

    /// <summary>The text without answers, for a person to read.</summary>
    public static string Remove(string text) => AnyAnswer().Replace(text, "");

    [GeneratedRegex(@"\n?th-begin \d+ \d+\n[A-Za-z0-9+/=\n]*th-end \d+ \d+\n")]
    private static partial Regex AnyAnswer();

    /// <summary>A line of the kernel with its time stamp (printk.time=1), which may start in the middle of another line.</summary>
    [GeneratedRegex(@"\[ *\d+\.\d{6}\][^\n]*\n")]
    private static partial Regex KernelMessage();
}
