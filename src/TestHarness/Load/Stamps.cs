using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace TestHarness.Load;

/// <summary>
/// A ring of blocks on a LUN in which block n of the load, counted from 1, stands in slot n modulo <see cref="Slots"/> and repeats the
/// line "NONCE n". What each slot must hold after n blocks is therefore known to the byte.
/// </summary>
/// <param name="Nonce">Tells this load's blocks from those of an earlier one on the same LUN.</param>
/// <param name="Slots">How many blocks the ring has.</param>
public sealed record Stamps(string Nonce, int Slots)
{
    public const int BlockSize = 64 * 1024;

    /// <summary>A ring of 1 GiB.</summary>
    public const int MostSlots = 16 * 1024;

    public int SlotOf(long block) => (int)(block % Slots);

    /// <summary>Where a block stands on the LUN, in bytes.</summary>
    public long OffsetOf(long block) => (long)SlotOf(block) * BlockSize;

    public byte[] Content(long block)
    {
        var line = Encoding.ASCII.GetBytes($"{Nonce} {block}\n");
        var content = new byte[BlockSize];
        for (var at = 0; at < BlockSize; at += line.Length)
            line.AsSpan(0, Math.Min(line.Length, BlockSize - at)).CopyTo(content.AsSpan(at));
        return content;
    }

    /// <summary>Splits blocks into runs that follow one another on the LUN.</summary>
    /// <param name="from">The first block.</param>
    /// <param name="to">The last one; no more blocks than the ring has.</param>
    public ImmutableArray<BlockRun> Runs(long from, long to)
    {
        var runs = ImmutableArray.CreateBuilder<BlockRun>();
        while (from <= to)
        {
            var count = (int)Math.Min(to - from + 1, Slots - SlotOf(from));
            runs.Add(new BlockRun(from, count));
            from += count;
        }

        return runs.ToImmutable();
    }

    /// <returns>The SHA-256 that the blocks of a run have together.</returns>
    public string Sha256(BlockRun run)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var block = run.First; block <= run.Last; block++)
            hash.AppendData(Content(block));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <returns>In words, how what was found in a block's place differs; null if it does not.</returns>
    public string? Difference(long block, ReadOnlySpan<byte> found)
    {
        var content = Content(block);
        var same = found.CommonPrefixLength(content);
        if (same == BlockSize)
            return null;

        var line = Encoding.ASCII.GetString(found[..Math.Min(found.Length, 60)]).Split('\n')[0];
        return same <= line.Length
            ? $"starts with '{line}'"
            : $"differs from byte {same} of it on";
    }
}

/// <summary>Blocks that follow one another on a LUN.</summary>
public readonly record struct BlockRun(long First, int Count)
{
    public long Last => First + Count - 1;
}
