using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TestHarness.Evidence;

namespace TestHarness.Tests.Evidence.Writing;

public sealed class RedactingStreamTests
{
    private const string Secret = "s3cret-ababac";

    [Test]
    public void A_secret_in_any_pieces_is_replaced()
    {
        using var secret = new EnvironmentVariable(Secret);
        var redactor = SecretRedactor.OfVariables(secret.Name);
        var text = $"one {Secret} s3cret-abab{Secret} s3cret-aba two";
        for (var first = 0; first <= text.Length; first++)
        {
            for (var second = first; second <= text.Length; second++)
            {
                Assert.That(
                    Written(redactor, text[..first], text[first..second], text[second..]),
                    Is.EqualTo($"one [secret {secret.Name}] s3cret-abab[secret {secret.Name}] s3cret-aba two"));
            }
        }
    }

    [Test]
    public void Text_without_a_secret_stays_as_it_is() =>
        Prop.ForAll((NonNull<byte[]> before, NonNull<byte[]> after) =>
        {
            using var secret = new EnvironmentVariable(Secret);
            using var target = new MemoryStream();
            using (var stream = SecretRedactor.OfVariables(secret.Name).Before(target))
            {
                stream.Write(before.Get);
                stream.Write(after.Get);
            }

            return target.ToArray().SequenceEqual(before.Get.Concat(after.Get));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void The_pieces_make_no_difference_and_no_secret_is_left() =>
        Prop.ForAll((NonNull<byte[]> letters, PositiveInt length) =>
        {
            using var one = new EnvironmentVariable("abab");
            using var other = new EnvironmentVariable("babba-ab");
            using var third = new EnvironmentVariable("-aaaa\nab-b");
            var redactor = SecretRedactor.OfVariables(one.Name, other.Name, third.Name);
            var text = string.Concat(letters.Get.Select(letter => "ab-\nab"[letter % 6]));
            var whole = Written(redactor, text);
            var left = whole.Replace("\n", "", StringComparison.Ordinal);
            return whole == Written(redactor, [.. text.Chunk(length.Get).Select(piece => new string(piece))])
                && !left.Contains("abab", StringComparison.Ordinal)
                && !left.Contains("babba-ab", StringComparison.Ordinal)
                && !left.Contains("-aaaa", StringComparison.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Test]
    public void Only_what_may_begin_a_secret_is_kept_back()
    {
        using var secret = new EnvironmentVariable(Secret);
        using var target = new MemoryStream();
        using var stream = SecretRedactor.OfVariables(secret.Name).Before(target);

        stream.Write("login: s3cre"u8);
        var before = Encoding.UTF8.GetString(target.ToArray());
        stream.Write("s"u8);

        Assert.That((before, Encoding.UTF8.GetString(target.ToArray())), Is.EqualTo(("login: ", "login: s3cre")));
    }

    [Test]
    public void Ends_of_lines_within_a_secret_stay()
    {
        using var secret = new EnvironmentVariable(Secret);

        Assert.That(
            Written(SecretRedactor.OfVariables(secret.Name), "a\r\nb s3cret\r\n-ababac c\n"),
            Is.EqualTo($"a\r\nb [secret {secret.Name}]\r\n c\n"));
    }

    [Test]
    public void A_secret_that_repeats_itself_without_end_is_replaced_within_bounds()
    {
        using var secret = new EnvironmentVariable("aaaa");

        var written = Written(SecretRedactor.OfVariables(secret.Name), new string('a', 2_000_000));

        Assert.That(written.Replace($"[secret {secret.Name}]", "", StringComparison.Ordinal), Has.Length.LessThan(4));
    }

    private static string Written(SecretRedactor redactor, params string[] pieces)
    {
        var target = new MemoryStream();
        using (var stream = redactor.Before(target))
        {
            foreach (var piece in pieces)
                stream.Write(Encoding.UTF8.GetBytes(piece));
        }

        return Encoding.UTF8.GetString(target.ToArray());
    }
}
