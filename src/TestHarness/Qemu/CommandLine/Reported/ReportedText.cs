using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>Formats words of a report for messages and the mapping: without secrets and control characters.</summary>
internal static partial class ReportedText
{
    private const string Hidden = "***";

    private const int Longest = 60;

    /// <summary>Formats an option with every secret value replaced by <c>***</c>; JSON becomes <c>key=value</c>.</summary>
    public static string Option(QemuOption option)
    {
        var value = option.Value switch
        {
            null => "",
            { Properties.IsEmpty: false } known => string.Join(
                ',', known.Properties.Select(property => $"{property.Key}={Hide(property.Key, property.Value)}")),
            { Text: var text } => Hide("", text),
        };
        return Clean($"{option.Spelling} {value}".Trim());
    }

    /// <summary>Returns whether an option has a value that <see cref="Option"/> hides.</summary>
    public static bool HasSecret(QemuOption option) => Option(option).Contains(Hidden, StringComparison.Ordinal);

    /// <summary>Formats the value of a key, shortened.</summary>
    public static string Value(string key, string value)
    {
        var shown = Clean(Hide(key, value));
        return shown.Length <= Longest ? shown : $"{shown[..Longest]}…";
    }

    private static string Hide(string key, string value) => SecretKey().IsMatch(key)
        ? Hidden
        : SecretPart().Replace(UserInformation().Replace(value, $"://{Hidden}@"), $"$1{Hidden}");

    private static string Clean(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    [GeneratedRegex(@"(?:^|[._-])(?:passw(?:or)?d|pass|secret|data|key|token|osk)\z", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();

    [GeneratedRegex(@"://[^/\s]*@")]
    private static partial Regex UserInformation();

    /// <summary>Matches a secret within a value, up to its end: <c>rbd:pool/image:key=…</c>, <c>id=s,data=…</c>.</summary>
    [GeneratedRegex(
        @"\b((?:[\w-]*passw(?:or)?d|secret|data|key|token)[""']?\s*[=:]\s*).*",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex SecretPart();
}
