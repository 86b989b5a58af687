namespace TestHarness.Tests.Faults;

/// <summary>Where a scenario of one leg is when a fault happens.</summary>
public enum FaultPhase
{
    /// <summary>Before the scenario's directory is made on a host.</summary>
    Open,

    /// <summary>After a QEMU was started, before the guest is up.</summary>
    Boot,

    /// <summary>The guest is up and has no load.</summary>
    Idle,

    /// <summary>The guest's load writes.</summary>
    Load,

    /// <summary>After the migration has begun.</summary>
    Leg,

    /// <summary>Before a host's kernel log is read after the leg.</summary>
    Check,

    /// <summary>Before the scenario's directory is removed from a host.</summary>
    Close,
}
