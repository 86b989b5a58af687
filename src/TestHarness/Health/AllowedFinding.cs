using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Health;

/// <summary>
/// A finding that an entry of the allow list covers, or that the scenario expects, so that it is not a failure.
/// </summary>
/// <param name="Expires">The last day of the entry; null for a finding that the scenario expects.</param>
public sealed record AllowedFinding(HealthFinding Finding, string Reason, DateOnly? Expires)
{
    /// <summary>The number of findings that this one stands for; 1 unless there are too many to keep each.</summary>
    public long Count { get; init; } = 1;

    /// <summary>The check, the place and the reason, without the finding itself.</summary>
    public string Title => $"{Finding.Check.ToText()} of {Finding.Where} ({Reason})";

    public override string ToString() => $"{Finding} (allowed {Period()}: {Reason})";

    private string Period() =>
        Expires is { } day ? $"until {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "in this scenario";
}
