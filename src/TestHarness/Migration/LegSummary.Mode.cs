using TestHarness.Failures;

namespace TestHarness.Migration;

/// <summary>
/// The checks of how QEMU moved the guest's memory: as QEMU reports it after each leg, and not as the harness asked for it.
/// </summary>
public sealed partial record LegSummary
{
    /// <summary>Checks that in each leg the destination fetched pages after it ran the guest (postcopy).</summary>
    /// <exception cref="HarnessException">
    /// Class migration: a destination fetched no page. Class preflight: QEMU does not report the figure.
    /// </exception>
    public void CheckFetchedAfterSwitchover() =>
        CheckMode("pages fetched after switchover", "postcopy-requests", leg => leg.Mode.PostcopyRequests, pages => pages > 0);

    /// <summary>Checks that each leg sent the guest's memory over that number of multifd channels.</summary>
    /// <exception cref="HarnessException">
    /// Class migration: a leg used another number of channels. Class preflight: QEMU does not report the figure.
    /// </exception>
    public void CheckMultifdChannels(int expected) =>
        CheckMode(
            $"memory sent over {expected} multifd channels",
            "multifd channels",
            leg => leg.Mode.UsedChannels,
            used => used == expected);

    /// <summary>Checks that each leg made at least that number of passes over the guest's memory.</summary>
    /// <exception cref="HarnessException">Class migration: a leg made fewer passes.</exception>
    public void CheckPasses(int atLeast) =>
        CheckMode($"at least {atLeast} passes", "passes", leg => leg.DirtySyncCount, passes => passes >= atLeast);

    /// <summary>Checks that QEMU was allowed to slow the guest down in each leg (auto-converge).</summary>
    /// <exception cref="HarnessException">
    /// Class migration: QEMU was not allowed to. Class preflight: the harness cannot ask this QEMU.
    /// </exception>
    public void CheckReadyToThrottle() => CheckMode(
        "a QEMU that may slow the guest down",
        "auto-converge",
        leg => leg.Mode.AutoConverge is { } on ? Convert.ToInt64(on) : null,
        on => on == 1);

    /// <summary>Checks that QEMU was seen to slow the guest down in each leg.</summary>
    /// <exception cref="HarnessException">
    /// Class migration: QEMU did not slow the guest down. Class preflight: QEMU does not report the figure.
    /// </exception>
    public void CheckThrottled() =>
        CheckMode("a guest that was slowed down", "cpu-throttle-percentage", leg => leg.Mode.Throttle, percent => percent > 0);

    private void CheckMode(string expected, string field, Func<LegStatistics, long?> figure, Func<long, bool> holds)
    {
        RequireLegs(expected);
        RequireReported(expected, field, figures => figure(figures) is not null);
        var wrong = Legs.Where(leg => figure(leg.Result.Statistics) is { } found && !holds(found))
            .Select(leg => $"{field} {figure(leg.Result.Statistics)} in leg {leg.Number}").ToArray();
        if (wrong.Length > 0)
            throw new HarnessException(
                FailureClass.Migration, $"expected {expected} in each leg, found: {string.Join("; ", wrong)}");
    }
}
