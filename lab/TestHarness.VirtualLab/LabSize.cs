using TestHarness.Failures;

namespace TestHarness.VirtualLab;

/// <summary>The number of lab hosts, and the size of each.</summary>
/// <param name="Hosts">The number of hosts, 1 to 3.</param>
/// <param name="Memory">The memory of each host, in MiB.</param>
/// <param name="Vcpus">
/// The vCPUs of each host. With more than one, emulated hosts are faster but sometimes crash (docs/labs.md).
/// </param>
public sealed record LabSize(int Hosts = 1, int Memory = 1536, int Vcpus = 1)
{
    /// <summary>The largest number of hosts.</summary>
    public const int MostHosts = 3;

    /// <summary>The number of hosts.</summary>
    public int Hosts { get; } = Within(Hosts, 1, MostHosts, "hosts");

    /// <summary>The memory of each host, in MiB.</summary>
    public int Memory { get; } = Within(Memory, 512, 65536, "MiB of memory for each host");

    /// <summary>The vCPUs of each host.</summary>
    public int Vcpus { get; } = Within(Vcpus, 1, 64, "vCPUs for each host");

    private static int Within(int value, int least, int most, string what) => value >= least && value <= most
        ? value
        : throw new HarnessException(FailureClass.Config, $"a virtual lab has {least} to {most} {what}, not {value}");
}
