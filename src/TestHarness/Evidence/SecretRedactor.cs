using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Evidence;

/// <summary>Replaces the values of secret environment variables in texts, as they are and as they are usually encoded.</summary>
public sealed class SecretRedactor
{
    /// <summary>A shorter value would be found everywhere, so it cannot be hidden.</summary>
    public const int ShortestSecret = 4;

    private readonly ImmutableArray<(string Text, string Replacement)> replacements;

    private SecretRedactor(IEnumerable<(string Name, string Value)> secrets) =>
        replacements =
        [
            .. secrets
                .SelectMany(secret => Forms(secret.Value).Select(form => (form, $"[secret {secret.Name}]")))
                .DistinctBy(pair => pair.form)
                .OrderByDescending(pair => pair.form.Length),
        ];

    public static SecretRedactor None { get; } = new([]);

    /// <param name="names">Environment variables; one that is not set hides nothing.</param>
    /// <exception cref="HarnessException">A value is too short to be hidden, or has several lines.</exception>
    public static SecretRedactor OfVariables(params IEnumerable<string> names) => new(
        from name in names
        let value = Environment.GetEnvironmentVariable(name)
        where !string.IsNullOrEmpty(value)
        select (name, Check(name, value)));

    public string Redact(string text) =>
        replacements.Aggregate(text, (redacted, pair) => redacted.Replace(pair.Text, pair.Replacement, StringComparison.Ordinal));

    // Texts are redacted line by line.
    private static string Check(string name, string value) =>
        value.Length >= ShortestSecret && !value.Contains('\n', StringComparison.Ordinal)
            ? value
            : throw new HarnessException(
                FailureClass.Config,
                $"the secret in the environment variable {name} cannot be kept out of reports: "
                + $"expected one line of at least {ShortestSecret} characters");

    private static IEnumerable<string> Forms(string value) =>
    [
        value,
        ShellQuote.Word(value).Trim('\''),
        JsonSerializer.Serialize(value)[1..^1],
        Uri.EscapeDataString(value),
        WebUtility.HtmlEncode(value),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(value)),
    ];
}
