using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Ledger;

/// <summary>The differences between two lists of a host's items.</summary>
/// <param name="Leaks">The differences that this run made.</param>
/// <param name="Noted">The differences that others made on a shared host.</param>
/// <param name="NotChecked">The kinds that could not be compared, each with the reason.</param>
public sealed record LeakReport(
    ImmutableArray<string> Leaks, ImmutableArray<string> Noted, ImmutableArray<UnlistedKind> NotChecked)
{
    /// <summary>A report without differences.</summary>
    public static LeakReport Empty { get; } = new([], [], []);

    /// <summary>
    /// Compares two lists. A difference is a leak when the thing is of this session, or the ledger names it. On a host that
    /// nobody else uses it is one too, unless the kernel or a service makes such things by itself.
    /// </summary>
    /// <param name="recorded">The entries that the run recorded on this host, undone or not.</param>
    /// <param name="isAlone">Whether nobody else uses the host.</param>
    public static LeakReport Compare(LeakCheck before, LeakCheck after, IEnumerable<LedgerEntry> recorded, bool isAlone)
    {
        var entries = recorded.ToArray();
        var differences = after.ItemsSince(before).ToLookup(IsLeak, item => item.Text);
        return new LeakReport([.. differences[true]], [.. differences[false]], after.NotCheckedSince(before));

        bool IsLeak((string Kind, string Name, string Text) item) =>
            after.ProbeOf(item.Kind) is var probe
            && (probe is { IsOfSession: true }
                || (isAlone && probe is not { IsMadeByOthers: true })
                || entries.Any(entry => entry.Names(item.Name)));
    }

    /// <summary>Combines the reports of several hosts.</summary>
    public static LeakReport Combine(params IEnumerable<LeakReport> reports) =>
        reports.Aggregate(Empty, (sum, report) => new LeakReport(
        sum.Leaks.AddRange(report.Leaks), sum.Noted.AddRange(report.Noted), sum.NotChecked.AddRange(report.NotChecked)));

    /// <summary>One line for each finding that is not a leak but that a person has to know.</summary>
    public ImmutableArray<string> Remarks =>
    [
        .. NotChecked.Select(kind => $"{kind}"),
        .. Noted.Select(difference => $"{difference} (not of this run)"),
    ];

    /// <summary>Throws when there are leaks.</summary>
    /// <exception cref="HarnessException">Class leak: there are leaks; the message names each of them.</exception>
    public void ThrowOnLeaks()
    {
        if (!Leaks.IsEmpty)
        {
            throw new HarnessException(FailureClass.Leak, string.Join("; ", Leaks))
            {
                Faults = [.. Leaks.Select(leak => new Fault(FailureClass.Leak, leak))],
            };
        }
    }
}
