using System.Net;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TestHarness.Evidence;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Evidence;

public sealed class SecretRedactorTests
{
    [Test]
    public void Hides_a_value_in_every_usual_encoding() =>
        Prop.ForAll((NonEmptyString text) =>
        {
            var value = string.Concat("pw:", text.Get.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)), "&'\"");
            using var secret = new EnvironmentVariable(value);
            var redactor = SecretRedactor.OfVariables(secret.Name);
            string[] forms =
            [
                value, ShellQuote.Word(value), JsonSerializer.Serialize(value), Uri.EscapeDataString(value),
                WebUtility.HtmlEncode(value), Convert.ToBase64String(Encoding.UTF8.GetBytes(value)),
            ];
            return forms.All(form => redactor.Redact($"<{form}>").Contains($"[secret {secret.Name}]", StringComparison.Ordinal))
                && !redactor.Redact(string.Concat(forms)).Contains(value, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void A_longer_secret_is_hidden_before_one_that_it_contains()
    {
        using var part = new EnvironmentVariable("hunter");
        using var whole = new EnvironmentVariable("hunter2000");

        Assert.That(SecretRedactor.OfVariables(part.Name, whole.Name).Redact("hunter2000"), Is.EqualTo($"[secret {whole.Name}]"));
    }

    [Test]
    public void A_variable_that_is_not_set_hides_nothing() =>
        Assert.That(SecretRedactor.OfVariables($"TESTHARNESS_NONE_{Guid.NewGuid():N}").Redact("text"), Is.EqualTo("text"));

    [TestCase("abc")]
    [TestCase("two\nlines")]
    public void A_value_that_cannot_be_hidden_is_refused_and_not_repeated(string value)
    {
        using var secret = new EnvironmentVariable(value);

        var thrown = Assert.Throws<HarnessException>(() => SecretRedactor.OfVariables(secret.Name))!;

        Assert.That(thrown.Message, Does.StartWith("[config] the secret in the environment variable").And.Not.Contain(value));
    }
}
