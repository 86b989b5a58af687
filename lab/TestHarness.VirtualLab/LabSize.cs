using TestHarness.Failures;

namespace TestHarness.VirtualLab;

/// <summary>How many lab hosts there are and how big each is.</summary>
/// <param name="Hosts">1 to 3.</param>
/// <param name="Memory">MiB of each host.</param>
/// <param name="Vcpus">Of each host; with more than one, emulated hosts are faster and now and then crash (docs/labs.md).</param>
public sealed record LabSize(int Hosts = 1, int Memory = 1536, int Vcpus = 1)
{
    public const int MostHosts = 3;

    public int Hosts { get; } = Within(Hosts, 1, MostHosts, "hosts");

    public int Memory { get; } = Within(Memory, 512, 65536, "MiB of memory for each host");

    public int Vcpus { get; } = Within(Vcpus, 1, 64, "vCPUs for each host");

    private static int Within(int value, int least, int most, string what) => value >= least && value <= most
        ? value
        : throw new HarnessException(FailureClass.Config, $"a virtual lab has {least} to {most} {what}, not {value}");
}
