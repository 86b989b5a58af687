using TestHarness.Hosts;

namespace TestHarness.VirtualLab;

/// <summary>The status of a lab host.</summary>
/// <param name="Memory">The memory in MiB.</param>
/// <param name="ProcessId">QEMU's process ID; null when QEMU does not run.</param>
/// <param name="Since">The time at which the host was ready.</param>
/// <param name="Destination">The address of its root account from this machine.</param>
public sealed record LabHostStatus(
    string Name,
    LabHostState State,
    DateTimeOffset Since,
    int? ProcessId,
    string Accelerator,
    int Memory,
    int Vcpus,
    LabHostOrigin Origin,
    SshDestination Destination);

/// <summary>The state of a lab host.</summary>
public enum LabHostState
{
    /// <summary>QEMU runs, and the host runs a command over SSH.</summary>
    Up,

    /// <summary>QEMU runs, but its monitor or SSH does not answer.</summary>
    Hung,

    /// <summary>QEMU has ended.</summary>
    Dead,
}

/// <summary>The origin of a host's present state.</summary>
public enum LabHostOrigin
{
    /// <summary>The host booted.</summary>
    Boot,
    /// <summary>The host was restored from a snapshot.</summary>
    Snapshot,
}
