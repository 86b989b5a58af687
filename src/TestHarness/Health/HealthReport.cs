using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Health;

/// <summary>The result of one round of health checks of guests and hosts.</summary>
public sealed record HealthReport(
    ImmutableArray<HealthFinding> Findings,
    ImmutableArray<AllowedFinding> Allowed,
    ImmutableArray<UnmadeCheck> NotChecked)
{
    private const int ShownFindings = 20;

    /// <summary>The report without any check.</summary>
    public static HealthReport Clean { get; } = new([], [], []);

    /// <summary>The checks that were made, whatever they found.</summary>
    public ImmutableSortedSet<HealthCheck> ChecksMade { get; init; } = [];

    /// <summary>Whether every check that applies was made and found nothing.</summary>
    public bool IsHealthy => Findings.IsEmpty && NotChecked.All(check => check.IsInapplicable);

    /// <summary>Reports a check that was made.</summary>
    public static HealthReport Made(HealthCheck check, params IEnumerable<HealthFinding> findings) =>
        Clean with { Findings = [.. findings], ChecksMade = [check] };

    /// <summary>Reports a check that could not be made.</summary>
    public static HealthReport Unmade(HealthCheck check, string where, string reason) =>
        Clean with { NotChecked = [new UnmadeCheck(check, where, reason)] };

    /// <summary>Reports a check that does not apply, because of the device or the way of migration.</summary>
    public static HealthReport Inapplicable(HealthCheck check, string where, string reason) =>
        Clean with { NotChecked = [new UnmadeCheck(check, where, reason) { IsInapplicable = true }] };

    /// <summary>Combines several reports into one.</summary>
    public static HealthReport Combine(params IEnumerable<HealthReport> reports) =>
        reports.Aggregate(Clean, (sum, report) => new HealthReport(
            sum.Findings.AddRange(report.Findings),
            sum.Allowed.AddRange(report.Allowed),
            sum.NotChecked.AddRange(report.NotChecked))
        {
            ChecksMade = sum.ChecksMade.Union(report.ChecksMade),
        });

    /// <summary>
    /// Throws when there are findings. Checks that were not made do not fail here: <see cref="UnmadeChecks"/> collects them.
    /// </summary>
    /// <param name="when">The time of the checks, for example <c>after leg 2</c>.</param>
    /// <exception cref="HarnessException">
    /// Class guest-health: there are findings; the message has the first 20, the most severe first.
    /// </exception>
    public void ThrowIfUnhealthy(string when)
    {
        if (!Findings.IsEmpty)
            throw new HarnessException(FailureClass.GuestHealth, Describe(when)) { Faults = [.. Faults] };
    }

    /// <summary>The findings as faults of a failure.</summary>
    internal IEnumerable<Fault> Faults => Findings.Select(finding => new Fault(FailureClass.GuestHealth, $"{finding}"));

    /// <summary>Returns the findings in words, and the checks that were not made.</summary>
    internal string Describe(string when)
    {
        var count = Findings.Length == 1 ? "1 finding" : $"{Findings.Length} findings";
        var shown = Findings.OrderByDescending(finding => finding.Severity).Take(ShownFindings).Select(finding => $"  {finding}");
        string[] rest = Findings.Length > ShownFindings ? [$"  … and {Findings.Length - ShownFindings} more"] : [];
        var unmade = NotChecked.Select(check => $"  {check}");
        return string.Join('\n', [$"expected no errors {when}, found {count}:", .. shown, .. rest, .. unmade]);
    }
}
