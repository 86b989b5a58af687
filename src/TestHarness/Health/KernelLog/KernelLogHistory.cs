using System.Collections.Immutable;
using System.Globalization;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// The records of a kernel log since the start of a watch: only the first and the last ones, because a kernel may log without
/// end.
/// </summary>
public sealed record KernelLogHistory
{
    /// <summary>The number of first records that are kept, and of last records.</summary>
    /// <value>5,000 each; a record has about 1 KiB at most.</value>
    public const int Most = 5_000;

    /// <summary>A history without records.</summary>
    public static KernelLogHistory Empty { get; } = new();

    /// <summary>The first records.</summary>
    public ImmutableArray<KernelLogRecord> First { get; private init; } = [];

    /// <summary>The last records, after <see cref="First"/> and the records that are omitted.</summary>
    public ImmutableArray<KernelLogRecord> Last { get; private init; } = [];

    /// <summary>The number of records between the first and the last ones that are omitted.</summary>
    public long LeftOut { get; private init; }

    /// <summary>Keeps the records of one reading.</summary>
    internal static KernelLogHistory Of(ImmutableArray<KernelLogRecord> first, KernelLogTail last) => new()
    {
        First = first,
        Last = last.ToRecords(),
        LeftOut = Math.Max(0, last.Count - Most),
    };

    /// <summary>Adds the records of the next reading.</summary>
    public KernelLogHistory Add(KernelLogHistory next)
    {
        var toFirst = Math.Min(next.First.Length, Most - First.Length);
        // A reading that omits records has as many last ones as are kept, so that no record before its gap stays in Last.
        var last = Last.AddRange(next.First[toFirst..]).AddRange(next.Last);
        var tooMany = Math.Max(0, last.Length - Most);
        return new KernelLogHistory
        {
            First = First.AddRange(next.First[..toFirst]),
            Last = last[tooMany..],
            LeftOut = LeftOut + tooMany + next.LeftOut,
        };
    }

    /// <summary>Returns a line for each record, and a line at the place of the omitted records.</summary>
    public override string ToString() => string.Concat(Lines().Select(line => $"{line}\n"));

    private IEnumerable<string> Lines()
    {
        var cut = string.Create(CultureInfo.InvariantCulture, $"[testharness left out {LeftOut} records here]");
        return
        [
            .. First.Select(record => $"{record}"),
            .. Enumerable.Repeat(cut, LeftOut == 0 ? 0 : 1),
            .. Last.Select(record => $"{record}"),
        ];
    }
}
