using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Health;

/// <summary>What one round of health checks found on guests and hosts.</summary>
public sealed record HealthReport(
    ImmutableArray<HealthFinding> Findings,
    ImmutableArray<AllowedFinding> Allowed,
    ImmutableArray<UnmadeCheck> NotChecked)
{
    private const int ShownFindings = 20;

    public static HealthReport Clean { get; } = new([], [], []);

    public bool IsHealthy => Findings.IsEmpty;

    public static HealthReport Of(params IEnumerable<HealthFinding> findings) => Clean with { Findings = [.. findings] };

    public static HealthReport Unmade(string check, string where, string reason) =>
        Clean with { NotChecked = [new UnmadeCheck(check, where, reason)] };

    public static HealthReport Combine(params IEnumerable<HealthReport> reports) =>
        reports.Aggregate(Clean, (sum, report) => new HealthReport(
            sum.Findings.AddRange(report.Findings), sum.Allowed.AddRange(report.Allowed), sum.NotChecked.AddRange(report.NotChecked)));

    /// <param name="when">When the checks were made, for example <c>after leg 2</c>.</param>
    /// <exception cref="HarnessException">There are findings; the message has the first 20, the most severe first.</exception>
    public void ThrowIfUnhealthy(string when)
    {
        if (!IsHealthy)
            throw new HarnessException(FailureClass.GuestHealth, Describe(when));
    }

    /// <summary>Describes the findings, the first 20 and the most severe first, and the checks that were not made.</summary>
    public string Describe(string when)
    {
        var count = Findings.Length == 1 ? "1 finding" : $"{Findings.Length} findings";
        var shown = Findings.OrderByDescending(finding => finding.Severity).Take(ShownFindings).Select(finding => $"  {finding}");
        string[] rest = Findings.Length > ShownFindings ? [$"  … and {Findings.Length - ShownFindings} more"] : [];
        var unmade = NotChecked.Select(check => $"  {check}");
        return string.Join('\n', [$"expected no errors {when}, found {count}:", .. shown, .. rest, .. unmade]);
    }
}
