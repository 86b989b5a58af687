namespace TestHarness.Cli.Tests.Faults;

/// <summary>Where a run is when the harness gets a signal.</summary>
public enum HarnessPhase
{
    /// <summary>As the lab opens.</summary>
    Open,

    /// <summary>While the guest boots.</summary>
    Boot,

    /// <summary>While the guest's load writes.</summary>
    Load,

    /// <summary>During a migration.</summary>
    Leg,

    /// <summary>During the checks of the guest.</summary>
    Check,

    /// <summary>As the lab closes.</summary>
    Close,
}
