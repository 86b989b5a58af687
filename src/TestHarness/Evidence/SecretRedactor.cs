using System.Text;
using TestHarness.Evidence.Secrets;
using TestHarness.Evidence.Writing;
using TestHarness.Failures;

namespace TestHarness.Evidence;

/// <summary>
/// Replaces the values of secret environment variables in texts and streams: unchanged, and in the usual quoted and encoded
/// forms, also when the encoded text is wrapped. Each line of a value of several lines is a secret, and so is the whole value.
/// </summary>
public sealed class SecretRedactor
{
    /// <summary>The length of the shortest value that can be hidden: a shorter value would be found everywhere.</summary>
    public const int ShortestSecret = 4;

    private readonly SecretMatcher? _secrets;

    /// <param name="secrets">The values, each with the text that takes its place, without brackets.</param>
    private SecretRedactor(IEnumerable<(string Name, string Value)> secrets)
    {
        var forms = secrets
            .SelectMany(secret => Parts(secret.Value).SelectMany(SecretForms.Of).Select(form => (secret.Name, form)))
            .OrderByDescending(form => form.form.Length)
            .ToArray();
        _secrets = forms.Length == 0 ? null : new SecretMatcher(forms);
    }

    /// <summary>A redactor without secrets.</summary>
    public static SecretRedactor None { get; } = new([]);

    /// <summary>Makes a redactor for environment variables.</summary>
    /// <param name="names">The names of environment variables; a variable that is not set hides nothing.</param>
    /// <exception cref="HarnessException">Class config: a value has no line that is long enough to be hidden.</exception>
    public static SecretRedactor OfVariables(params IEnumerable<string> names) => Of(names, []);

    /// <summary>Makes a redactor for environment variables and for other texts that are not told.</summary>
    /// <param name="names">The names of environment variables; a variable that is not set hides nothing.</param>
    /// <param name="others">
    /// The other texts, each with the text that takes its place, in brackets. One that is too short to be hidden stays.
    /// </param>
    /// <exception cref="HarnessException">Class config: a value has no line that is long enough to be hidden.</exception>
    public static SecretRedactor Of(IEnumerable<string> names, IEnumerable<(string Label, string Value)> others) => new(
        (from name in names
            let value = Environment.GetEnvironmentVariable(name)
            where !string.IsNullOrEmpty(value)
            select ($"secret {name}", Check(name, value)))
        .Concat(others.Where(other => other.Value.Length >= ShortestSecret)));

    /// <summary>Replaces the secrets in a text.</summary>
    public string Redact(string text)
    {
        if (_secrets is null)
            return text;

        using var redacted = new MemoryStream();
        var redaction = new Redaction(_secrets, redacted);
        redaction.Write(Encoding.UTF8.GetBytes(text));
        redaction.End();
        return redaction.HasFound ? Encoding.UTF8.GetString(redacted.GetBuffer(), 0, (int)redacted.Length) : text;
    }

    /// <summary>
    /// Returns a stream that replaces secrets and writes to another stream, which it disposes when it is disposed.
    /// </summary>
    public Stream Before(Stream target) => _secrets is null ? target : new RedactingStream(target, _secrets);

    private static string Check(string name, string value) => Lines(value).Any()
        ? value
        : throw new HarnessException(
            FailureClass.Config,
            $"the secret in the environment variable {name} cannot be kept out of reports: "
            + $"expected a line of at least {ShortestSecret} characters");

    private static IEnumerable<string> Lines(string value) =>
        value.Split('\r', '\n').Where(line => line.Length >= ShortestSecret);

    private static IEnumerable<string> Parts(string value) => Lines(value).Append(value).Distinct();
}
