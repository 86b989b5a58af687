using System.Collections.Immutable;
using System.Globalization;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// The records of a kernel log since a watch began: the first and the last ones, as a kernel may print without end.
/// </summary>
public sealed record KernelLogHistory
{
    /// <summary>How many of the first records are kept, and how many of the last.</summary>
    /// <value>5,000 each; a record has about 1 KiB at most.</value>
    public const int Most = 5_000;

    public static KernelLogHistory Empty { get; } = new();

    public ImmutableArray<KernelLogRecord> First { get; private init; } = [];

    /// <summary>Those after <see cref="First"/> and after the ones that are left out.</summary>
    public ImmutableArray<KernelLogRecord> Last { get; private init; } = [];

    /// <summary>How many records between the first and the last ones are left out.</summary>
    public long LeftOut { get; private init; }

    public KernelLogHistory Add(ImmutableArray<KernelLogRecord> records)
    {
        var toFirst = Math.Min(records.Length, Most - First.Length);
        var last = Last.AddRange(records[toFirst..]);
        var tooMany = Math.Max(0, last.Length - Most);
        return new KernelLogHistory
        {
            First = First.AddRange(records[..toFirst]),
            Last = last[tooMany..],
            LeftOut = LeftOut + tooMany,
        };
    }

    /// <summary>A line for each record, and one where records are left out.</summary>
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
