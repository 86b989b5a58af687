using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace TestHarness.Load;

/// <summary>
/// A ring of blocks on a LUN. Block n of the load, counted from 1, is in slot n modulo <see cref="Slots"/> and repeats the line
/// "NONCE n". So the content of each slot after n blocks is known to the byte.
/// </summary>
/// <param name="Nonce">A text by which this load's blocks differ from those of an earlier load on the same LUN.</param>
/// <param name="Slots">The number of blocks of the ring.</param>
public sealed record Stamps(string Nonce, int Slots)
{
    /// <summary>The size of a block, 64 KiB.</summary>
    public const int BlockSize = 64 * 1024;

    /// <summary>The number of blocks of the largest ring, of 1 GiB.</summary>
    public const int MostSlots = 16 * 1024;

    /// <summary>Returns the slot of a block.</summary>
    public int SlotOf(long block) => (int)(block % Slots);

    /// <summary>Returns the place of a block on the LUN, in bytes.</summary>
    public long OffsetOf(long block) => (long)SlotOf(block) * BlockSize;

    /// <summary>Returns the content of a block.</summary>
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
    /// <param name="to">The last block; there are no more blocks than the ring has.</param>
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

    /// <summary>Computes the SHA-256 of a run.</summary>
    /// <returns>The SHA-256 of the blocks of a run together.</returns>
    public string Sha256(BlockRun run)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var block = run.First; block <= run.Last; block++)
            hash.AppendData(Content(block));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Compares a block with what was read in its place.</summary>
    /// <returns>The difference in words; null when there is none.</returns>
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
    /// <summary>The last block of the run.</summary>
    public long Last => First + Count - 1;
}
