using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Ledger;

/// <summary>What two looks at a host show.</summary>
/// <param name="Leaks">Differences that the run answers for.</param>
/// <param name="Noted">Differences that others made on a shared host.</param>
/// <param name="NotChecked">The kinds that could not be compared, each with the reason.</param>
public sealed record LeakReport(
    ImmutableArray<string> Leaks, ImmutableArray<string> Noted, ImmutableArray<UnlistedKind> NotChecked)
{
    public static LeakReport Empty { get; } = new([], [], []);

    /// <summary>
    /// Compares two looks. A difference of a kind that others make too is a leak only when the ledger names the thing.
    /// </summary>
    /// <param name="recorded">What the run recorded on this host, undone or not.</param>
    public static LeakReport Compare(LeakCheck before, LeakCheck after, IEnumerable<LedgerEntry> recorded)
    {
        var entries = recorded.ToArray();
        var differences = after.ItemsSince(before).ToLookup(IsLeak, item => item.Text);
        return new LeakReport([.. differences[true]], [.. differences[false]], after.NotCheckedSince(before));

        bool IsLeak((string Kind, string Name, string Text) item) =>
            after.ProbeOf(item.Kind)?.IsMadeByOthers != true || entries.Any(entry => entry.Names(item.Name));
    }

    public static LeakReport Combine(params IEnumerable<LeakReport> reports) =>
        reports.Aggregate(Empty, (sum, report) => new LeakReport(
        sum.Leaks.AddRange(report.Leaks), sum.Noted.AddRange(report.Noted), sum.NotChecked.AddRange(report.NotChecked)));

    /// <summary>A line for everything that is no leak and that a person has to know.</summary>
    public ImmutableArray<string> Remarks =>
    [
        .. NotChecked.Select(kind => $"{kind}"),
        .. Noted.Select(difference => $"{difference} (not of this run)"),
    ];

    /// <exception cref="HarnessException">Class leak: names each.</exception>
    public void ThrowOnLeaks()
    {
        if (!Leaks.IsEmpty)
            throw new HarnessException(FailureClass.Leak, string.Join("; ", Leaks));
    }
}
