namespace TestHarness.Ledger;

/// <summary>The way in which the leak check lists one kind of thing that scenarios make on a host.</summary>
/// <param name="Kind">The name of the kind in reports: lower-case letters, digits and '-'.</param>
public abstract record LeakProbe(string Kind)
{
    /// <summary>Whether the things are still there after a reboot of the host.</summary>
    public bool SurvivesReboot { get; init; }

    /// <summary>
    /// Whether others make and remove such things at any time on a shared host, or the kernel does so by itself: a difference is
    /// then a leak only when the ledger names it. False when all such things are the harness's own, or belong to devices that an
    /// environment gives to it.
    /// </summary>
    public bool IsMadeByOthers { get; init; }
}
