using TestHarness.Hosts;

namespace TestHarness.VirtualLab;

/// <summary>A lab host as it was found.</summary>
/// <param name="Memory">MiB.</param>
/// <param name="ProcessId">QEMU's, while it runs.</param>
/// <param name="Since">When the host was ready.</param>
/// <param name="Destination">How its root is reached from this machine.</param>
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

public enum LabHostState
{
    /// <summary>QEMU runs, and so does a command over SSH.</summary>
    Up,

    /// <summary>QEMU runs, and its monitor or SSH does not answer.</summary>
    Hung,

    /// <summary>QEMU has ended.</summary>
    Dead,
}

/// <summary>What a host came up from.</summary>
public enum LabHostOrigin
{
    Boot,
    Snapshot,
}
