using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Reports.Indexing;

namespace TestHarness.Reports.Merging;

/// <summary>
/// The order of scenarios of several records. Shards have been dealt their scenarios in turn, which the order undoes; records
/// that are not of shards follow each other.
/// </summary>
internal sealed class ShardOrder
{
    private readonly ImmutableArray<(RecordIndex Run, int Number)> _runs;
    private readonly int _count;

    public ShardOrder(ImmutableArray<RecordIndex> runs)
    {
        var shards = runs.Select(run => Parse(run.Run.Run.Shard)).ToArray();
        var areShards = shards.All(shard => shard is not null) && shards.DistinctBy(shard => shard!.Value.Count).Count() == 1;
        _count = areShards ? shards[0]!.Value.Count : 0;
        _runs =
        [
            .. runs.Select((run, index) => (run, areShards ? shards[index]!.Value.Number : index + 1)).OrderBy(run => run.Item2),
        ];
    }

    /// <summary>The shards without a record, for example <c>2/3</c>.</summary>
    public IEnumerable<string> Missing =>
        Enumerable.Range(1, _count).Except(_runs.Select(run => run.Number)).Select(number => $"{number}/{_count}");

    /// <summary>Whether the records are of all shards, or of no shards.</summary>
    public bool IsComplete => _count > 0 ? !Missing.Any() : _runs.All(run => run.Run.Run.Run.Shard is null);

    /// <summary>Returns the items of all records in the order of one run.</summary>
    public IEnumerable<(RecordIndex Run, T Item)> Of<T>(Func<RecordIndex, ImmutableArray<T>> items)
    {
        var all = _runs.SelectMany(run => items(run.Run).Select((item, index) => (run.Run, Item: item, Index: index)));
        return (_count > 0 ? all.OrderBy(each => each.Index) : all).Select(each => (each.Run, each.Item));
    }

    private static (int Number, int Count)? Parse(string? shard) =>
        shard?.Split('/') is [var number, var count]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var part)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
            ? (part, parts)
            : null;
}
