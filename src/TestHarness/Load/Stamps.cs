using System.Text;

namespace TestHarness.Load;

/// <summary>
/// A ring of blocks on a LUN in which block n of the load, counted from 1, stands in slot n modulo <see cref="Slots"/> and repeats the
/// line "NONCE n". What each slot must hold after n blocks is therefore known to the byte.
/// </summary>
/// <param name="Nonce">Tells this load's blocks from those of an earlier one on the same LUN.</param>
public sealed record Stamps(string Nonce)
{
    public const int BlockSize = 64 * 1024;
    public const int Slots = 64;

    public static int Length => BlockSize * Slots;

    /// <summary>The block that a slot holds after so many blocks, or null if none was written to it yet.</summary>
    public static long? BlockIn(int slot, long written)
    {
        var block = written - ((((written - slot) % Slots) + Slots) % Slots);
        return block > 0 ? block : null;
    }

    public byte[] Content(long block)
    {
        var line = Encoding.ASCII.GetBytes($"{Nonce} {block}\n");
        var content = new byte[BlockSize];
        for (var at = 0; at < BlockSize; at += line.Length)
            line.AsSpan(0, Math.Min(line.Length, BlockSize - at)).CopyTo(content.AsSpan(at));
        return content;
    }

    /// <returns>The first slot that differs, in words, or null.</returns>
    public string? Difference(ReadOnlySpan<byte> ring, long written)
    {
        for (var slot = 0; slot < Slots; slot++)
        {
            if (BlockIn(slot, written) is not { } block)
                continue;

            var found = ring.Slice(slot * BlockSize, BlockSize);
            if (!found.SequenceEqual(Content(block)))
            {
                var start = Encoding.ASCII.GetString(found[..Math.Min(found.Length, 40)]).Split('\n')[0];
                return $"slot {slot} must hold block {block} of {written}, but starts with '{start}'";
            }
        }

        return null;
    }
}
