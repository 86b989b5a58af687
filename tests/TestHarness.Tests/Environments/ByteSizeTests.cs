using FsCheck;
using FsCheck.Fluent;
using TestHarness.Environments;

namespace TestHarness.Tests.Environments;

public sealed class ByteSizeTests
{
    [TestCase("1GiB", 1L << 30)]
    [TestCase("512 MiB", 512L << 20)]
    [TestCase("1.5KiB", 1536)]
    [TestCase("100MB", 100_000_000)]
    [TestCase("2KB", 2000)]
    [TestCase("4096", 4096)]
    public void Reads(string text, long bytes)
    {
        Assert.That(ByteSize.TryParse(text, out var size));
        Assert.That(size.Bytes, Is.EqualTo(bytes));
    }

    [TestCase("")]
    [TestCase("GiB")]
    [TestCase("1 Gib")]
    [TestCase("-1MiB")]
    [TestCase("1.3B")]
    [TestCase("1e3")]
    [TestCase("9999999999GiB")]
    public void Refuses(string text) => Assert.That(ByteSize.TryParse(text, out _), Is.False);

    [TestCase(1L << 30, "1 GiB")]
    [TestCase(1536L << 20, "1536 MiB")]
    [TestCase(15_000_000_000, "15 GB")]
    [TestCase(7, "7 B")]
    [TestCase(0, "0 B")]
    public void Prints_the_largest_unit_of_which_it_is_a_whole_number(long bytes, string text) =>
        Assert.That(new ByteSize(bytes).ToString(), Is.EqualTo(text));

    [Test]
    public void A_printed_size_is_read_back() =>
        Prop.ForAll((NonNegativeInt count, bool kibi) =>
        {
            var size = new ByteSize(count.Get * (kibi ? 1024L : 1000L));
            return ByteSize.TryParse(size.ToString(), out var read) && read == size;
        }).QuickCheckThrowOnFailure();
}
