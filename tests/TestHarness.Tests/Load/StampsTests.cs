using FsCheck;
using FsCheck.Fluent;
using TestHarness.Load;

namespace TestHarness.Tests.Load;

[TestFixture]
internal sealed class StampsTests
{
    private static readonly Stamps Stamps = new("stamp-1");

    [FsCheck.NUnit.Property]
    public Property The_block_in_a_slot_is_that_of_a_simulation() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 300)), written =>
        {
            var slots = new long?[Stamps.Slots];
            for (long block = 1; block <= written; block++)
                slots[block % Stamps.Slots] = block;
            return Enumerable.Range(0, Stamps.Slots).All(slot => Stamps.BlockIn(slot, written) == slots[slot]);
        });

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(63)]
    [TestCase(64)]
    [TestCase(65)]
    [TestCase(1000)]
    public void What_was_written_is_no_difference(long written) =>
        Assert.That(Stamps.Difference(Ring(written), written), Is.Null);

    [FsCheck.NUnit.Property(MaxTest = 50)]
    public Property A_damaged_byte_of_a_block_is_found() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, Stamps.Length - 1)), place =>
        {
            var ring = Ring(100);
            ring[place] ^= 1;
            return Stamps.Difference(ring, 100)?.StartsWith($"slot {place / Stamps.BlockSize} must hold block ", StringComparison.Ordinal) == true;
        });

    [Test]
    public void A_write_that_was_lost_is_found()
    {
        var ring = Ring(100);
        Stamps.Content(20).CopyTo(ring, 20 * Stamps.BlockSize);
        Assert.That(Stamps.Difference(ring, 100), Is.EqualTo("slot 20 must hold block 84 of 100, but starts with 'stamp-1 20'"));
    }

    [Test]
    public void A_write_that_came_too_late_is_found()
    {
        var ring = Ring(101);
        Assert.That(Stamps.Difference(ring, 100), Is.EqualTo("slot 37 must hold block 37 of 100, but starts with 'stamp-1 101'"));
    }

    [Test]
    public void Blocks_of_an_earlier_load_are_told_apart()
    {
        var ring = Ring(10);
        new Stamps("stamp-0").Content(5).CopyTo(ring, 5 * Stamps.BlockSize);
        Assert.That(Stamps.Difference(ring, 10), Does.Contain("but starts with 'stamp-0 5'"));
    }

    private static byte[] Ring(long written)
    {
        var ring = new byte[Stamps.Length];
        for (var block = Math.Max(1, written - Stamps.Slots + 1); block <= written; block++)
            Stamps.Content(block).CopyTo(ring, (int)(block % Stamps.Slots) * Stamps.BlockSize);
        return ring;
    }
}
