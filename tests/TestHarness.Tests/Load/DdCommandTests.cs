using FsCheck;
using FsCheck.Fluent;
using TestHarness.Failures;
using TestHarness.Load;

namespace TestHarness.Tests.Load;

[TestFixture]
internal sealed class DdCommandTests
{
    [Test]
    public void Reads_what_the_procedures_spell()
    {
        var dd = DdCommand.Parse("dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct conv=fsync");

        Assert.That(dd, Has.Property("Input").EqualTo("/dev/urandom").And.Property("Output").EqualTo("/dev/sda")
            .And.Property("BlockSize").EqualTo(1 << 20)
            .And.Property("Count").EqualTo(2000).And.Property("Bytes").EqualTo(2000L << 20));
        Assert.That(dd.Flags, Is.EqualTo(["oflag=direct", "conv=fsync"]));
        Assert.That(dd.ToString(), Is.EqualTo("dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct conv=fsync"));
    }

    [Test]
    public void Reports_where_on_the_device_it_writes()
    {
        var dd = DdCommand.Parse("dd if=/dev/urandom of=/dev/sda bs=4k count=8 seek=100 conv=notrunc");

        Assert.That(
            dd, Has.Property("Seek").EqualTo(100).And.Property("Offset").EqualTo(409600).And.Property("Bytes").EqualTo(32768));
        Assert.That(dd.ToString(), Is.EqualTo("dd if=/dev/urandom of=/dev/sda bs=4096 count=8 seek=100 conv=notrunc"));
        Assert.That(DdCommand.Parse("dd if=a of=b bs=1 count=1 seek=0").Offset, Is.Zero);
    }

    [TestCase("512", 512)]
    [TestCase("1c", 1)]
    [TestCase("1w", 2)]
    [TestCase("8b", 4096)]
    [TestCase("4k", 4096)]
    [TestCase("4K", 4096)]
    [TestCase("2M", 2 << 20)]
    [TestCase("1G", 1 << 30)]
    public void Reads_the_units_of_dd(string size, long bytes) =>
        Assert.That(DdCommand.Parse($"dd if=a of=b bs={size} count=1").BlockSize, Is.EqualTo(bytes));

    [TestCase("9007199254740991k", 1L)]
    [TestCase("1", long.MaxValue)]
    public void Reads_as_much_as_any_device_can_hold(string size, long count) => Assert.That(
        DdCommand.Parse($"dd if=a of=b bs={size} count={count}").Bytes, Is.GreaterThan(long.MaxValue - 1024));

    [TestCase(0.016, 32)]
    [TestCase(1, 2000)]
    [TestCase(2.5, 5000)]
    [TestCase(0.000001, 1)]
    public void Scales_the_count_to_one_block_at_least(double factor, long count) =>
        Assert.That(
            DdCommand.Parse("dd if=a of=b bs=1M count=2000").Scale(factor),
            Has.Property("Count").EqualTo(count).And.Property("BlockSize").EqualTo(1 << 20));

    [TestCase("cp a b", "it does not start with dd")]
    [TestCase("", "it does not start with dd")]
    [TestCase("dd of=b bs=1 count=1", "if= is missing")]
    [TestCase("dd if=a bs=1 count=1", "of= is missing")]
    [TestCase("dd if=a of=b count=1", "bs= is missing")]
    [TestCase("dd if=a of=b bs=1", "count= is missing")]
    [TestCase("dd if=a of=b bs=1 count=0", "'0' is not a number of bytes or blocks")]
    [TestCase("dd if=a of=b bs=-1 count=1", "'-1' is not a number of bytes or blocks")]
    [TestCase("dd if=a of=b bs=M count=1", "'M' is not a number of bytes or blocks")]
    [TestCase("dd if=a of=b bs= count=1", "'' is not a number of bytes or blocks")]
    [TestCase("dd if=a of=b bs=1MM count=1", "'1MM' is not a number of bytes or blocks")]
    [TestCase("dd if=a of=b bs=9999999999G count=1", "'9999999999G' is not a number of bytes or blocks")]
    [TestCase("dd if=a of=b bs=1G count=9000000000", "exceeds 2^63 − 1 bytes")]
    [TestCase("dd if=a of=b bs=1G count=1 seek=9000000000", "exceeds 2^63 − 1 bytes")]
    [TestCase("dd if=a of=b bs=1 count=1 seek=-1", "'-1' is not a number of bytes or blocks")]
    [TestCase("dd if=a of=b bs=1 count=1 ibs=7", "'ibs=7' is not supported")]
    [TestCase("dd if=a of=b bs=1 count=1 conv=notrunc,swab", "conv= can be notrunc, fsync or fdatasync, not 'swab'")]
    [TestCase("dd if=a of=b bs=1 count=1 oflag=append", "oflag= can be direct, dsync or sync, not 'append'")]
    [TestCase("dd if=a of=b bs=1 count=1 iflag=count_bytes", "iflag= can be direct or fullblock, not 'count_bytes'")]
    [TestCase("dd if=a of=b bs=1 count=1 if=c", "'if=c' is not of the form NAME=VALUE, or repeats a name")]
    [TestCase("dd if=a of=b bs=1 count=1 & reboot", "'&' is not of the form NAME=VALUE, or repeats a name")]
    public void Says_what_is_wrong(string text, string why) =>
        Assert.That(() => DdCommand.Parse(text), Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith($"[config] '{text}' is not a dd command of the form ").And.Message.Contains(why));

    [FsCheck.NUnit.Property]
    public Property Reads_back_what_it_prints()
    {
        var commands =
            from input in Gen.Elements("/dev/urandom", "/dev/zero")
            from output in Gen.Elements("/dev/sda", "/dev/disk/by-id/wwn-0x5000", "/mnt/a=b")
            from size in Gen.OneOf(Gen.Choose(1, 4096).Select(n => (long)n), Gen.Choose(1, 4096).Select(n => (long)n << 20))
            from count in Gen.Choose(1, 1_000_000)
            from seek in Gen.Choose(0, 1_000_000)
            from flags in Gen.SubListOf("oflag=direct", "conv=fsync,notrunc", "iflag=fullblock", "skip=3")
            select new DdCommand(input, output, size, count, seek, [.. flags]);
        return Prop.ForAll(Arb.From(commands), dd =>
        {
            var read = DdCommand.Parse(dd.ToString());
            return read with { Flags = dd.Flags } == dd && read.Flags.SequenceEqual(dd.Flags);
        });
    }
}
