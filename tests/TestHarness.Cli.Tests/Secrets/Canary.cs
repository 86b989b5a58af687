using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TestHarness.Cli.Tests.Secrets;

/// <summary>A secret that is planted, and looked for in all that a run leaves.</summary>
/// <param name="Variable">The environment variable that holds it.</param>
internal sealed record Canary(string Variable, string Value)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<Canary> All { get; } =
    [
        new("CANARY_PLAIN", "canary0-hunter2"),
        new("CANARY_QUOTES", "can'ary1\"it's\""),
        new("CANARY_BLANKS", "canary2 with two  blanks"),
        new("CANARY_DOLLAR", "$canary3${HOME}`id`"),
        new("CANARY_BACKSLASH", @"canary4\n\\srv\x41"),
        new("CANARY_UNICODE", "canäry5-日本語"),
        new("CANARY_BASE64", "canary6+/=a/b+c=="),
        new("CANARY_SHORT", "q7#Z"),
        new("CANARY_LONG", $"canary8{string.Concat(Enumerable.Range(0, 193).Select(number => (char)('a' + (number * 7 % 26))))}"),
        new("CANARY_LINES", "canary9-first\ncanary9-second <line> & more\n"),
        new("CANARY_URL", "https://canary10:p%40ss@example.org/?a=b&c=d#e"),
    ];

    public string Base64 => Convert.ToBase64String(Encoding.UTF8.GetBytes(Value));

    /// <summary>Whether a text has it, in a form that a person would know or could decode.</summary>
    public bool IsIn(string text)
    {
        var squeezed = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        return Forms().Any(form => squeezed.Contains(form, StringComparison.Ordinal));
    }

    private IEnumerable<string> Forms() => Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => new[]
    {
        line,
        JsonSerializer.Serialize(line)[1..^1],
        JsonSerializer.Serialize(line, Relaxed)[1..^1],
        WebUtility.HtmlEncode(line),
        Uri.EscapeDataString(line),
        line.Replace("'", @"'\''", StringComparison.Ordinal),
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(line)),
    }).Append(Base64.TrimEnd('='));
}
