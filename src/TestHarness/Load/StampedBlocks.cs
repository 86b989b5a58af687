using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Guests;

namespace TestHarness.Load;

/// <summary>The stamped blocks on a LUN, as a host and the guest read them.</summary>
/// <param name="Device">The LUN in the guest.</param>
/// <param name="Lun">The same LUN as a host reads it.</param>
/// <param name="Timeout">The time limit for the guest to read blocks back.</param>
internal sealed record StampedBlocks(Stamps Stamps, IGuestShell Guest, string Device, ILunReader Lun, TimeSpan Timeout)
{
    /// <summary>The number of blocks that a message names.</summary>
    private const int Named = 3;

    /// <summary>Compares blocks by SHA-256, and reads the blocks themselves only when that differs.</summary>
    /// <param name="legs">The last block of each leg, from which the leg of a block is known.</param>
    /// <returns>The compared blocks and bytes, in words.</returns>
    /// <exception cref="HarnessException">Class data: blocks differ, or there are no blocks to compare.</exception>
    public async Task<string> CompareAsync(long from, long to, ImmutableArray<LegEnd> legs, CancellationToken cancellationToken)
    {
        if (to < from)
            throw new HarnessException(
                FailureClass.Data,
                $"there is nothing to compare on {Lun.Description}: the guest has written no block after block {to}");

        var runs = Stamps.Runs(from, to);
        var read = await Task.WhenAll(ReadOnHostAsync(runs, cancellationToken), ReadInGuestAsync(runs, cancellationToken));
        var expected = runs.Select(Stamps.Sha256).ToArray();
        if (!expected.SequenceEqual(read[0]))
            throw await DifferenceAsync(runs, legs, cancellationToken);
        if (!expected.SequenceEqual(read[1]))
            throw new HarnessException(
                FailureClass.Data,
                $"blocks {from} to {to} are all on {Lun.Description}, but the guest reads other content from {Device}");

        var count = to - from + 1;
        return $"blocks {from} to {to} ({count} blocks, {count * Stamps.BlockSize} bytes) are all on {Lun.Description}, "
            + "and the guest reads the same";
    }

    private Task<string[]> ReadOnHostAsync(ImmutableArray<BlockRun> runs, CancellationToken cancellationToken) => Task.WhenAll(
        runs.Select(run => Lun.Sha256Async(Stamps.OffsetOf(run.First), (long)run.Count * Stamps.BlockSize, cancellationToken)));

    private async Task<string[]> ReadInGuestAsync(ImmutableArray<BlockRun> runs, CancellationToken cancellationToken)
    {
        var reads = runs.Select(run =>
            $"dd if={Device} iflag=direct bs={Stamps.BlockSize} skip={Stamps.SlotOf(run.First)} count={run.Count} 2> /dev/null "
            + "| sha256sum");
        var result = await Guest.RunAsync(string.Join('\n', reads), Timeout, cancellationToken);
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];
    }

    private async Task<HarnessException> DifferenceAsync(
        ImmutableArray<BlockRun> runs, ImmutableArray<LegEnd> legs, CancellationToken cancellationToken)
    {
        var count = 0;
        List<string> named = [];
        foreach (var block in runs.SelectMany(run => Enumerable.Range(0, run.Count).Select(at => run.First + at)))
        {
            var found = await Lun.ReadAsync(Stamps.OffsetOf(block), Stamps.BlockSize, cancellationToken);
            if (Stamps.Difference(block, found) is { } how && ++count <= Named)
                named.Add($"block {block} ({LegOf(block, legs)}, at byte {Stamps.OffsetOf(block)}) {how}");
        }

        var what = count switch
        {
            0 => "the SHA-256 of the first read was wrong, but a second read has the right content",
            <= Named => string.Join("; ", named),
            _ => $"{string.Join("; ", named)}; {count - Named} more blocks differ",
        };
        return new HarnessException(FailureClass.Data, $"{Lun.Description} does not hold what the guest wrote: {what}");
    }

    private static string LegOf(long block, ImmutableArray<LegEnd> legs) =>
        legs.FirstOrDefault(leg => leg.Last >= block) is { Leg: { } leg } ? $"of {leg}" : "written after the last leg";
}

/// <summary>The last block that was written before the comparison after a leg.</summary>
/// <param name="Leg">The leg, for example <c>leg 2</c>.</param>
internal readonly record struct LegEnd(string Leg, long Last);
