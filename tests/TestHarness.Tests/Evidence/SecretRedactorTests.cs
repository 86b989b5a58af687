using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TestHarness.Evidence;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Evidence;

public sealed class SecretRedactorTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Test]
    public void Hides_a_value_in_every_usual_encoding() =>
        Prop.ForAll((NonEmptyString text) =>
        {
            var value = string.Concat(
                "pw:", text.Get.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)), "&'\"");
            using var secret = new EnvironmentVariable(value);
            var redactor = SecretRedactor.OfVariables(secret.Name);
            string[] forms =
            [
                value,
                ShellQuote.Word(value),
                ShellQuote.Word(ShellQuote.Word(value)),
                JsonSerializer.Serialize(value),
                JsonSerializer.Serialize(value, Relaxed),
                JsonSerializer.Serialize(ShellQuote.Word(value), Relaxed),
                ShellQuote.Word(JsonSerializer.Serialize(value)),
                Uri.EscapeDataString(value),
                WebUtility.UrlEncode(value),
                WebUtility.HtmlEncode(value),
                HtmlEncoder.Default.Encode(value),
                SecurityElement.Escape(value),
                Convert.ToBase64String(Encoding.UTF8.GetBytes(value)),
                Convert.ToHexString(Encoding.UTF8.GetBytes(value)),
                Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value)),
            ];
            return forms.All(form => redactor.Redact($"<{form}>").Contains($"[secret {secret.Name}]", StringComparison.Ordinal))
                && !redactor.Redact(string.Concat(forms)).Contains(value, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(50)]
    public void Hides_a_value_in_the_middle_of_wrapped_base64(int before)
    {
        var value = "canary+/=" + new string('x', 100) + "end";
        using var secret = new EnvironmentVariable(value);
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('-', before) + value + "and after"));
        var wrapped = string.Join("\r\n", encoded.Chunk(76).Select(line => new string(line)));

        var redacted = SecretRedactor.OfVariables(secret.Name).Redact(wrapped);

        Assert.That(redacted, Does.Contain($"[secret {secret.Name}]"));
        Assert.That(
            redacted.Replace($"[secret {secret.Name}]", "", StringComparison.Ordinal), Has.Length.LessThan(wrapped.Length - 140));
    }

    [Test]
    public void A_longer_secret_is_hidden_before_one_that_it_contains()
    {
        using var part = new EnvironmentVariable("hunter");
        using var whole = new EnvironmentVariable("hunter2000");

        Assert.That(SecretRedactor.OfVariables(part.Name, whole.Name).Redact("hunter2000"), Is.EqualTo($"[secret {whole.Name}]"));
    }

    [Test]
    public void Secrets_that_overlap_are_hidden_together()
    {
        using var one = new EnvironmentVariable("abcdef");
        using var other = new EnvironmentVariable("defghi");

        Assert.That(SecretRedactor.OfVariables(one.Name, other.Name).Redact("(abcdefghi)"), Is.EqualTo($"([secret {one.Name}])"));
    }

    [Test]
    public void Each_line_of_a_value_is_a_secret()
    {
        using var secret = new EnvironmentVariable("-----BEGIN\nkey1\r\nkey2\n-\n");

        var redacted = SecretRedactor.OfVariables(secret.Name)
            .Redact("a key2, a key1 and -----BEGIN\\nkey1\\r\\nkey2, not a -\n");

        Assert.That(
            redacted,
            Is.EqualTo(string.Format(null, "a {0}, a {0} and {0}\\n{0}\\r\\n{0}, not a -\n", $"[secret {secret.Name}]")));
    }

    [Test]
    public void A_variable_that_is_not_set_hides_nothing() =>
        Assert.That(SecretRedactor.OfVariables($"TESTHARNESS_NONE_{Guid.NewGuid():N}").Redact("text"), Is.EqualTo("text"));

    [TestCase("abc")]
    [TestCase("two\nab\r\nabc")]
    public void A_value_that_cannot_be_hidden_is_refused_and_not_repeated(string value)
    {
        using var secret = new EnvironmentVariable(value);

        var thrown = Assert.Throws<HarnessException>(() => SecretRedactor.OfVariables(secret.Name))!;

        Assert.That(thrown.Message, Does.StartWith("[config] the secret in the environment variable").And.Not.Contain(value));
    }
}
