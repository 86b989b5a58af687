using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class KernelLogWordsTests
{
    /// <summary>How many samples each pattern gives; every alternative of each is among them.</summary>
    private const int Samples = 2_000;

    [Test]
    public void Every_text_that_a_rule_may_match_has_one_of_the_words()
    {
        foreach (var rule in KernelLogRules.All)
        {
            var samples = new PatternSamples(rule.Pattern.ToString(), new Random(1));
            var texts = Enumerable.Range(0, Samples).Select(_ => samples.Next()).ToHashSet();

            Assert.That(texts.Any(text => rule.Pattern.IsMatch(text)), Is.True, $"the samples of {rule.Name} match it");
            Assert.That(texts.Where(text => !KernelLogWords.MayBeError(text)), Is.Empty, rule.Name);
        }
    }

    [Test]
    public void A_usual_message_has_none_of_the_words() =>
        Assert.That(KernelLogWords.MayBeError("virtio_scsi virtio0: a harmless message of usual length, number 7"), Is.False);

    [Test]
    public void A_letter_that_is_equal_to_an_ASCII_letter_but_for_its_case_is_no_way_around_a_rule() => Assert.That(
        KernelLogJudge.Judge(new KernelLogRecord(1, 0, 6, TimeSpan.Zero, "soft loc\u212aup"))?.Rule, Is.EqualTo("soft lockup"));
}
