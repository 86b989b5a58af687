namespace TestHarness.Failures;

/// <summary>The stable class every failure message starts with, so that a report can be sorted without reading it.</summary>
public enum FailureClass
{
    /// <summary>Bad input of the user: environment file, feature, option.</summary>
    Config,

    /// <summary>A need of the scenario is not met; nothing was provisioned or started.</summary>
    Preflight,

    /// <summary>A device, file or process could not be brought up.</summary>
    Provision,

    /// <summary>A host could not be reached, or its connection broke.</summary>
    Ssh,

    /// <summary>QEMU's monitor refused a command, did not answer in time, or closed the connection.</summary>
    Qmp,

    /// <summary>A migration did not end as expected.</summary>
    Migration,

    /// <summary>A guest or host reported an error, or stopped answering.</summary>
    GuestHealth,

    /// <summary>Data read back differs from what was written.</summary>
    Data,

    /// <summary>A host has something that the harness made and did not remove.</summary>
    Leak,
}
