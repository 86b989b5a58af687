using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Scenarios.KnownIssues;

/// <summary>The comparison of a scenario's result with known issues: the only place that decides what is known.</summary>
public static class KnownIssueMatch
{
    /// <summary>Judges a scenario that passed.</summary>
    /// <returns>The verdict; null when no entry says anything of it.</returns>
    public static KnownVerdict? JudgePass(
        ImmutableArray<KnownIssue> issues, JudgedScenario scenario, ImmutableArray<HostVersions> hosts)
    {
        KnownIssue[] concerned = [.. issues.Where(issue => issue.Concerns(scenario) && issue.Versions.WhyNot(hosts) is null)];
        if (concerned.FirstOrDefault(issue => !issue.IsIntermittent) is { } always)
        {
            return new(
                KnownKind.Fixed,
                always,
                $"fixed? The scenario passed, and its known issue says that it fails: {always}; remove the entry, or add "
                    + "'sometimes: true' when the failure comes and goes");
        }

        return concerned.Length == 0 ? null : new(
            KnownKind.NotSeen, concerned[0], $"the known issue, which comes and goes, was not seen: {concerned[0]}");
    }

    /// <summary>Judges a scenario that failed. It is known only when entries that apply know each of its faults.</summary>
    /// <param name="faults">All faults of the scenario: the failure's, and those of later errors in hooks and at the end.</param>
    /// <param name="today">The day in UTC.</param>
    /// <returns>The verdict; null when no entry concerns the scenario.</returns>
    public static KnownVerdict? JudgeFailure(
        ImmutableArray<KnownIssue> issues,
        JudgedScenario scenario,
        ImmutableArray<Fault> faults,
        ImmutableArray<HostVersions> hosts,
        DateOnly today)
    {
        KnownIssue[] concerned = [.. issues.Where(issue => issue.Concerns(scenario))];
        if (concerned.Length == 0 || faults.IsEmpty)
            return null;

        // Of several entries that know a fault, one that has not expired counts.
        var covers = faults.Select(fault => (Fault: fault, Issue: concerned
            .Where(issue => issue.WhyNot(fault) is null && issue.Versions.WhyNot(hosts) is null)
            .MaxBy(issue => issue.Expires))).ToArray();
        if (covers.FirstOrDefault(cover => cover.Issue is null) is { Fault: { } other })
            return Different(concerned, covers.Select(cover => cover.Issue).OfType<KnownIssue>().FirstOrDefault(), other, hosts);
        if (covers.FirstOrDefault(cover => cover.Issue!.Expires < today).Issue is { } expired)
        {
            return new(
                KnownKind.Expired,
                expired,
                $"the known issue expired on {expired.ExpiryDate}, owner {expired.Owner}: {expired}; correct the cause, or renew "
                    + "the entry");
        }

        var known = covers[0].Issue!;
        return new(KnownKind.Known, known, $"known: {known}{(known.Reason is { } reason ? $": {reason}" : "")}");
    }

    private static KnownVerdict Different(
        KnownIssue[] concerned, KnownIssue? beside, Fault fault, ImmutableArray<HostVersions> hosts)
    {
        if (beside is not null)
        {
            return new(
                KnownKind.Different,
                beside,
                $"another failure beside the known issue: {beside}: no entry knows {Shown(fault)}");
        }

        // The entry that is nearest to the failure explains most.
        var nearest = concerned.MinBy(issue =>
            issue.WhyNot(fault) is null ? 0 : issue.FailureClass == fault.FailureClass ? 1 : 2)!;
        return new(
            KnownKind.Different,
            nearest,
            $"not the known issue: {nearest}: {nearest.WhyNot(fault) ?? nearest.Versions.WhyNot(hosts)}");
    }

    private static string Shown(Fault fault)
    {
        const int Longest = 200;
        var line = fault.Message.Split('\n', 2)[0];
        var shown = line.Length > Longest ? $"{line[..Longest]}…" : line;
        return fault.FailureClass is { } name ? $"[{HarnessException.Label(name)}] {shown}" : shown;
    }
}
