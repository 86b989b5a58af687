using System.Collections.Immutable;
using TestHarness.Environments;

namespace TestHarness.Devices.Npiv;

/// <summary>The vHBAs that an environment lists for a host.</summary>
public static class HostVhbas
{
    /// <summary>
    /// Returns the vHBAs that the host may have, with the WWNs that the storage administrator zoned and masked LUNs for.
    /// </summary>
    public static ImmutableArray<VhbaRequest> Vhbas(this HostDescription host) => host.Section<VhbaRequest>();
}
