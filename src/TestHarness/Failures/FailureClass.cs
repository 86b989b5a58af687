namespace TestHarness.Failures;

/// <summary>The stable class every failure message starts with, so that a report can be sorted without reading it.</summary>
public enum FailureClass
{
    /// <summary>Bad input of the user: environment file, feature, option.</summary>
    Config,

    /// <summary>A need that was found unmet before anything was provisioned or started.</summary>
    Preflight,

    /// <summary>A device, file or process could not be brought up.</summary>
    Provision,

    /// <summary>A host could not be reached, or its connection broke.</summary>
    Ssh,

    /// <summary>QEMU's monitor refused, timed out or went away.</summary>
    Qmp,

    /// <summary>A migration did not do what it was asked to.</summary>
    Migration,

    /// <summary>A guest or host reported an error, or stopped answering.</summary>
    GuestHealth,

    /// <summary>Data read back differs from what was written.</summary>
    Data,

    /// <summary>Something was left behind on a host.</summary>
    Leak,
}
