using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;

namespace TestHarness.Health;

/// <summary>Collects the checks that a scenario did not make, each once.</summary>
/// <param name="allowed">The checks that the environment allows to be omitted.</param>
public sealed class UnmadeChecks(ImmutableArray<AllowedUnmade> allowed, TimeProvider time)
{
    /// <summary>The file of evidence that lists the checks.</summary>
    public const string FileName = "not-checked.txt";

    private readonly Lock _lock = new();
    private ImmutableList<UnmadeCheck> _checks = [];

    /// <summary>The checks so far, each once.</summary>
    public ImmutableArray<UnmadeCheck> Checks => [.. _checks];

    /// <summary>Adds the checks that a round of checks did not make.</summary>
    public void Add(HealthReport report)
    {
        lock (_lock)
            _checks = [.. _checks.Concat(report.NotChecked).DistinctBy(check => check.Title)];
    }

    /// <summary>Returns one line with all checks that were not made and their reasons; null when all were made.</summary>
    public string? Describe() => _checks.IsEmpty ? null : $"not checked: {Join(_checks)}";

    /// <summary>Returns a line for each check that was not made, with its reason; null when all were made.</summary>
    public string? List() => _checks.IsEmpty ? null : string.Concat(
        _checks.Select(check => $"{check.Title}: {check.Reason.ReplaceLineEndings(" ")}\n"));

    /// <summary>
    /// Throws when a check was not made that should have been; checks that do not apply, or that the environment allows to be
    /// omitted, are not a failure.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class guest-health: checks could not be made; the message has each with its reason.
    /// </exception>
    public void ThrowIfAny()
    {
        var failed = _checks
            .Where(check => !check.IsInapplicable && !allowed.Any(entry => entry.Covers(check.Check, time))).ToList();
        if (failed.Count > 0)
            throw new HarnessException(
                FailureClass.GuestHealth,
                $"strict mode: not checked: {Join(failed)}; "
                + "remove the cause, or add the check to the environment's notCheckedAllow")
            {
                Faults = [.. failed.Select(check => new Fault(FailureClass.GuestHealth, $"not checked: {Join([check])}"))],
            };
    }

    private static string Join(IEnumerable<UnmadeCheck> checks) =>
        string.Join("; ", checks.Select(check => $"{check.Title}: {check.Reason}"));
}
