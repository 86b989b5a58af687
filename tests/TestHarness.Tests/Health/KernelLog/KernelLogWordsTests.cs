using System.Text;
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
    public void A_letter_that_is_equal_to_an_ASCII_letter_but_for_its_case_is_not_a_way_around_a_rule() => Assert.That(
        KernelLogJudge.Judge(new KernelLogRecord(1, 0, 6, TimeSpan.Zero, "soft loc\u212aup"))?.Rule, Is.EqualTo("soft lockup"));

    [TestCase("an I/O error, dev sda", 1)]
    [TestCase("ERROR and error, panic and reset", 1)]
    [TestCase(@"soft loc\xe2\x84\xaaup", 1)]
    [TestCase("soft loc\u212aup", 3)]
    [TestCase("a harmless message", 0)]
    public void Only_lines_that_a_rule_may_match_are_marked_in_a_block_of_lines(string text, int marked)
    {
        var marks = new List<bool>();
        using var lines = new KernelLogLines((_, _, mayMatch) => marks.Add(mayMatch));

        lines.Write(Encoding.UTF8.GetBytes($"6,1,1,-;harmless\n ERROR=property\r\n6,2,2,-;{text}\r\n6,3,3,-;harmless\n"));

        // A line that is not ASCII has those that come with it tried by the rules too.
        Assert.That(marks, Is.EqualTo(marked == 3 ? [true, true, true] : new[] { false, marked == 1, false }));
    }

    [Test]
    public void A_line_that_comes_in_two_pieces_is_tried_by_the_rules()
    {
        var marks = new List<bool>();
        using var lines = new KernelLogLines((_, _, mayMatch) => marks.Add(mayMatch));

        lines.Write("6,1,1,-;I/O er"u8);
        lines.Write("ror, dev sda\n6,2,2,-;harmless\n"u8);

        Assert.That(marks, Is.EqualTo(new[] { true, false }));
    }
}
