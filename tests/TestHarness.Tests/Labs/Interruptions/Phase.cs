namespace TestHarness.Tests.Labs.Interruptions;

/// <summary>Where a scenario of one leg is when something interrupts it.</summary>
public enum Phase
{
    /// <summary>Before the scenario's directory is made on a host.</summary>
    Open,

    /// <summary>After a QEMU was started, before the guest is up.</summary>
    Boot,

    /// <summary>After the migration has begun.</summary>
    Leg,

    /// <summary>Before a host's kernel log is read after the leg.</summary>
    Check,

    /// <summary>Before the scenario's directory is removed from a host.</summary>
    Close,
}
