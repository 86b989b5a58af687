namespace TestHarness.Ledger;

/// <summary>How the leak check lists what a host has of one kind of thing that scenarios make.</summary>
/// <param name="Kind">The name of the kind in reports: lower-case letters, digits and '-'.</param>
public abstract record LeakProbe(string Kind)
{
    /// <summary>True when the things are still there after a reboot of the host.</summary>
    public bool SurvivesReboot { get; init; }

    /// <summary>
    /// True when others make and remove such things at any time on a shared host, or the kernel does so by itself: a difference
    /// is then a leak only when the ledger names it. False when all such things are the harness's own, or of devices that an
    /// environment gives to it.
    /// </summary>
    public bool IsMadeByOthers { get; init; }
}
