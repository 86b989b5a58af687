using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Syntax;

/// <summary>
/// Reads the value of <c>-global</c>; in its short form everything after the first <c>=</c> is the value, also commas.
/// </summary>
internal static partial class GlobalText
{
    /// <summary>Splits a text into properties.</summary>
    public static ImmutableArray<OptionProperty> Parse(string text) =>
        ShortForm().Match(text) is { Success: true } match
            ? [
                new OptionProperty("driver", match.Groups[1].Value),
                new OptionProperty("property", match.Groups[2].Value),
                new OptionProperty("value", match.Groups[3].Value),
            ]
            : KeyValueText.Parse(text, null);

    [GeneratedRegex(@"\A([^.=]+)\.([^=]+)=(.*)\z", RegexOptions.Singleline)]
    private static partial Regex ShortForm();
}
