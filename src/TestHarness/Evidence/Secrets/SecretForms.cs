using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using TestHarness.Hosts;

namespace TestHarness.Evidence.Secrets;

/// <summary>Makes the forms in which a secret may be in texts: unchanged, quoted, escaped, and encoded.</summary>
internal static partial class SecretForms
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The ways in which text becomes part of other text, often two of them: a shell's word in a JSON string.</summary>
    private static readonly ImmutableArray<Func<string, string>> Quotings =
    [
        text => ShellQuote.Word(text).Trim('\''),
        text => NotPlain().Replace(text, @"\$0"),
        text => JsonSerializer.Serialize(text)[1..^1],
        text => JsonSerializer.Serialize(text, Relaxed)[1..^1],
        text => AsciiJson(text, "x4"),
        text => AsciiJson(text, "X4"),
        WebUtility.HtmlEncode,
        HtmlEncoder.Default.Encode,
        text => SecurityElement.Escape(text),
        XmlText,
        Uri.EscapeDataString,
        text => LowerHex(Uri.EscapeDataString(text)),
        text => WebUtility.UrlEncode(text),
        text => LowerHex(WebUtility.UrlEncode(text)),
    ];

    /// <summary>Returns the forms as bytes of UTF-8, without line ends, which may be anywhere in an encoded text.</summary>
    public static IEnumerable<byte[]> Of(string value)
    {
        var once = Quotings.Select(quote => quote(value)).Append(value).Distinct().ToArray();
        var twice = once.SelectMany(text => Quotings.Select(quote => quote(text)));
        var bytes = Encoding.UTF8.GetBytes(value);
        return twice.Concat(once).Concat(Base64(bytes)).Concat([Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes)])
            .Select(form => form.ReplaceLineEndings(""))
            .Where(form => form.Length >= SecretRedactor.ShortestSecret)
            .Distinct()
            .Select(Encoding.UTF8.GetBytes);
    }

    /// <summary>
    /// Returns the forms in base64. When the value is in the middle of a text, its first and last characters depend on the bytes
    /// before and after it, so these forms omit them.
    /// </summary>
    private static IEnumerable<string> Base64(byte[] value)
    {
        yield return Convert.ToBase64String(value);
        for (var before = 0; before < 3; before++)
        {
            var whole = Convert.ToBase64String([.. new byte[before], .. value]);
            var form = whole[(before == 0 ? 0 : before + 1)..((before + value.Length) * 8 / 6)];
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }
    }

    /// <summary>
    /// Returns the form of JSON that many programs write, QEMU among them: characters that are not ASCII by their number, and the
    /// others as short as possible.
    /// </summary>
    private static string AsciiJson(string text, string format) => string.Concat(text.Select(letter => letter switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ when char.IsControl(letter) || !char.IsAscii(letter) =>
            $@"\u{((int)letter).ToString(format, CultureInfo.InvariantCulture)}",
        _ => $"{letter}",
    }));

    private static string XmlText(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string LowerHex(string text) => Percent().Replace(text, match => match.Value.ToLowerInvariant());

    [GeneratedRegex("%[0-9A-F]{2}")]
    private static partial Regex Percent();

    [GeneratedRegex("[^A-Za-z0-9_@%+=:,./-]")]
    private static partial Regex NotPlain();
}
