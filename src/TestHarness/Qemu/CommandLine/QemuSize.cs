using System.Globalization;
using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine;

/// <summary>A size as QEMU's options have it: <c>2048</c>, <c>6G</c>, <c>1.5G</c>.</summary>
internal static partial class QemuSize
{
    private const string Suffixes = "BKMGTPE";

    /// <summary>Parses a size.</summary>
    /// <param name="unit">The number of bytes that a text without a suffix counts.</param>
    /// <returns>The number of bytes; null for a text that is not a size.</returns>
    public static decimal? Parse(string text, long unit)
    {
        var match = SizeText().Match(text);
        if (!match.Success)
            return null;

        var suffix = match.Groups["suffix"].Value.ToUpperInvariant();
        var scale = suffix.Length == 0 ? unit : 1L << (10 * Suffixes.IndexOf(suffix, StringComparison.Ordinal));
        return decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * scale;
    }

    [GeneratedRegex(
        @"\A(?<number>\d{1,15}(?:\.\d{1,9})?)(?<suffix>[bkmgtpe]?)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SizeText();
}
