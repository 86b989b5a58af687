namespace TestHarness.Ledger;

/// <summary>The way in which the leak check lists one kind of thing that scenarios make on a host.</summary>
/// <param name="Kind">The name of the kind in reports: lower-case letters, digits and '-'.</param>
public abstract record LeakProbe(string Kind)
{
    /// <summary>Whether the things are still there after a reboot of the host.</summary>
    public bool SurvivesReboot { get; init; }

    /// <summary>Whether the probe lists the things of this session alone, so that each difference is this run's.</summary>
    public bool IsOfSession { get; init; }

    /// <summary>
    /// Whether the kernel or a service makes and removes such things by itself, even on a host that nobody else uses: a
    /// difference is then a leak only when the ledger names it.
    /// </summary>
    public bool IsMadeByOthers { get; init; }
}
