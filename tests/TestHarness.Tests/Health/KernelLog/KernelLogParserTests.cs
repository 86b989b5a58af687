using System.Collections.Immutable;
using System.Text;
using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class KernelLogParserTests
{
    [Test]
    public void Reads_every_part_of_the_prefix()
    {
        var record = Parse("30,339,5140900,-;systemd[1]: hello, world; bye\n").Records.Single();

        Assert.That(
            record,
            Is.EqualTo(new KernelLogRecord(339, 3, 6, TimeSpan.FromMicroseconds(5140900), "systemd[1]: hello, world; bye")));
    }

    [Test]
    public void Reads_facilities_of_more_than_3_bits() => Assert.That(
        Parse("191,1,1,-;a").Records.Single(), Has.Property("Facility").EqualTo(23).And.Property("Level").EqualTo(7));

    [Test]
    public void Accepts_further_prefix_values_and_console_line_ends_and_drops_the_continuation_lines()
    {
        var (records, strangers) = Parse("4,7,1,-,caller=T1;a\r\n SUBSYSTEM=scsi\r\n DEVICE=+scsi:2:0:0:0\r\n6,8,2,c;b\r\n");

        Assert.That(records.Select(record => record.Text), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(strangers, Is.Empty);
    }

    [TestCase(@"tab\x09end", "tab\tend")]
    [TestCase(@"two\x0alines", "two\nlines")]
    [TestCase(@"\xc3\xa9t\xc3\xa9", "été")]
    [TestCase(@"back\x5cslash", @"back\slash")]
    [TestCase(@"open \x", @"open \x")]
    [TestCase(@"odd \xzz", @"odd \xzz")]
    [TestCase(@"cut \x4", @"cut \x4")]
    [TestCase(@"\x41", "A")]
    public void Undoes_the_escapes(string escaped, string text) =>
        Assert.That(Parse($"6,1,1,-;{escaped}").Records.Single().Text, Is.EqualTo(text));

    [TestCase("sed: read error on /dev/kmsg: Broken pipe")]
    [TestCase("6,x,1,-;text")]
    [TestCase("6,1;text")]
    [TestCase("6,1,9223372036854775807,-;text")]
    public void Keeps_a_line_that_is_not_a_record_apart(string line)
    {
        var (records, strangers) = Parse(line);

        Assert.That(records, Is.Empty);
        Assert.That(strangers, Is.EqualTo(new[] { line }));
    }

    [Test]
    public void A_line_that_comes_in_pieces_is_one_line()
    {
        var bytes = Encoding.UTF8.GetBytes("6,1,1,-;été\n6,2,2,-;two\n6,3,3,-;three");
        for (var size = 1; size < bytes.Length; size++)
        {
            var (records, strangers) = Parse(bytes, size);

            Assert.That(records.Select(record => record.Text), Is.EqualTo(["été", "two", "three"]));
            Assert.That(strangers, Is.Empty);
        }
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void A_line_longer_than_any_record_is_not_a_record(int tooMany, bool isRecord)
    {
        var line = "6,1,1,-;".PadRight(KernelLogLines.Longest + tooMany, 'x');

        foreach (var size in new[] { 1000, line.Length + 10 })
        {
            var (records, strangers) = Parse(Encoding.UTF8.GetBytes($"{line}\n6,2,2,-;next\n"), size);

            Assert.That((records.Length, strangers.Length), Is.EqualTo((isRecord ? 2 : 1, isRecord ? 0 : 1)));
            Assert.That(records[^1].Text, Is.EqualTo("next"));
        }
    }

    private static (ImmutableArray<KernelLogRecord> Records, ImmutableArray<string> Strangers) Parse(string log)
    {
        var bytes = Encoding.UTF8.GetBytes(log);
        return Parse(bytes, bytes.Length);
    }

    private static (ImmutableArray<KernelLogRecord> Records, ImmutableArray<string> Strangers) Parse(byte[] log, int pieceSize)
    {
        var (records, strangers) = (new List<KernelLogRecord>(), new List<string>());
        using var lines = new KernelLogLines((line, isWhole, _) =>
        {
            if (isWhole && KernelLogParser.TryParse(line, out var record))
                records.Add(record.ToRecord());
            else
                strangers.Add(line.ToString());
        });
        foreach (var piece in log.Chunk(pieceSize))
            lines.Write(piece);
        lines.Complete();
        return ([.. records], [.. strangers]);
    }
}
