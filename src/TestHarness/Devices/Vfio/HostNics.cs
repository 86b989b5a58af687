using System.Collections.Immutable;
using TestHarness.Environments;

namespace TestHarness.Devices.Vfio;

/// <summary>The NICs that an environment lists for a host.</summary>
public static class HostNics
{
    /// <summary>Returns the NICs of the host whose virtual functions guests may have.</summary>
    public static ImmutableArray<NicRequest> Nics(this HostDescription host) => host.Section<NicRequest>();
}
