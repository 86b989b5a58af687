using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using TestHarness.Load;

namespace TestHarness.Tests.Load;

[TestFixture]
internal sealed class StampsTests
{
    private const int Slots = 64;

    /// <summary>The length of the line "stamp-1 20", without its end.</summary>
    private const int Line = 10;

    private static readonly Stamps Stamps = new("stamp-1", Slots);

    [FsCheck.NUnit.Property]
    public Property Runs_name_each_block_once_in_order_and_where_it_stands() =>
        Prop.ForAll(Arb.From(Gen.Choose(1, 300)), Arb.From(Gen.Choose(0, Slots)), (from, count) =>
        {
            var runs = Stamps.Runs(from, from + count - 1);
            var blocks = runs.SelectMany(run => Enumerable.Range(0, run.Count).Select(at => run.First + at));
            var places = runs.SelectMany(
                run => Enumerable.Range(0, run.Count).Select(at => Stamps.OffsetOf(run.First) + ((long)at * Stamps.BlockSize)));
            return blocks.SequenceEqual(Enumerable.Range(from, count).Select(block => (long)block))
                && places.SequenceEqual(Enumerable.Range(from, count).Select(block => (long)(block % Slots) * Stamps.BlockSize))
                && places.All(place => place <= (Slots - 1L) * Stamps.BlockSize);
        });

    [Test]
    public void A_block_repeats_its_line_to_its_end()
    {
        var content = Stamps.Content(12);
        Assert.That(content, Has.Length.EqualTo(Stamps.BlockSize));
        Assert.That(System.Text.Encoding.ASCII.GetString(content), Does.StartWith("stamp-1 12\nstamp-1 12\n"));
        Assert.That(content[^1], Is.EqualTo(System.Text.Encoding.ASCII.GetBytes("stamp-1 12\n")[(Stamps.BlockSize - 1) % 11]));
    }

    [Test]
    public void A_run_has_the_digest_of_its_blocks_one_after_another()
    {
        byte[] both = [.. Stamps.Content(7), .. Stamps.Content(8)];
        Assert.That(Stamps.Sha256(new BlockRun(7, 2)), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(both))));
    }

    [FsCheck.NUnit.Property(MaxTest = 50)]
    public Property A_damaged_byte_of_a_block_is_found_where_it_is() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, Stamps.BlockSize - 1)), place =>
        {
            var block = Stamps.Content(20);
            block[place] ^= 1;
            var difference = Stamps.Difference(20, block);
            return place <= Line
                ? difference?.StartsWith("starts with '", StringComparison.Ordinal) == true
                : difference == $"differs from byte {place} of it on";
        });

    [TestCase(Line, "starts with 'stamp-1 20\vstamp-1 20'")]
    [TestCase(Line + 1, "differs from byte 11 of it on")]
    public void Damage_to_the_first_line_shows_it(int place, string difference)
    {
        var block = Stamps.Content(20);
        block[place] ^= 1;
        Assert.That(Stamps.Difference(20, block), Is.EqualTo(difference));
    }

    [Test]
    public void A_block_that_is_cut_short_is_reported() =>
        Assert.That(Stamps.Difference(20, "stamp-1 2"u8), Is.EqualTo("starts with 'stamp-1 2'"));

    [TestCase(8, "starts with 'stamp-1 8'")]
    [TestCase(20, "starts with 'stamp-1 20'")]
    [TestCase(148, "starts with 'stamp-1 148'")]
    public void A_write_that_was_lost_or_came_too_late_is_reported_by_its_number(long found, string difference) =>
        Assert.That(Stamps.Difference(84, Stamps.Content(found)), Is.EqualTo(difference));

    [Test]
    public void Blocks_of_an_earlier_load_are_distinguished() =>
        Assert.That(Stamps.Difference(5, new Stamps("stamp-0", Slots).Content(5)), Is.EqualTo("starts with 'stamp-0 5'"));

    [Test]
    public void A_block_that_is_right_has_no_difference() => Assert.That(Stamps.Difference(5, Stamps.Content(5)), Is.Null);
}
