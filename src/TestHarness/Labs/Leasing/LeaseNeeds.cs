using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Leases;

namespace TestHarness.Labs.Leasing;

/// <summary>The leases that a scenario takes: of its hosts, and of the LUNs on all hosts that share them.</summary>
internal static class LeaseNeeds
{
    /// <summary>
    /// Returns the leases by machine, in the order of the machines' IDs: all runs take them in this order, so that no two wait
    /// for each other. A machine with two connections has one lease, so that no scenario waits for itself. This machine has
    /// leases when the environment has LUNs that outlive a scenario; else a scenario on this machine makes all that it uses.
    /// </summary>
    /// <param name="hosts">The hosts of the scenario.</param>
    /// <param name="usesLuns">Whether the scenario may use the LUNs; one for any host uses nothing that hosts share.</param>
    public static ImmutableArray<(HostDescription Host, ImmutableArray<LeaseName> Names)> Of(
        LabEnvironment environment,
        ImmutableArray<HostDescription> hosts,
        IReadOnlyDictionary<string, HostSurvey> surveys,
        bool usesLuns)
    {
        var wwids = environment.Luns.Select(WwidOf).OfType<string>().Order(StringComparer.Ordinal).ToArray();
        LeaseName[] luns = usesLuns ? [.. wwids.Select(LeaseName.Lun)] : [];
        var mine = hosts.Select(MachineOf).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. environment.Hosts
                .Where(host => host.Connection is not LocalConnection || wwids.Length > 0)
                .DistinctBy(MachineOf)
                .OrderBy(MachineOf, StringComparer.Ordinal)
                .Select(host => (host, Names(mine.Contains(MachineOf(host)), luns)))
                .Where(need => !need.Item2.IsEmpty),
        ];

        string MachineOf(HostDescription host) =>
            surveys[host.Name].Machine is { Length: > 0 } machine ? machine : $"{host.Connection}";
    }

    private static ImmutableArray<LeaseName> Names(bool isMine, LeaseName[] luns) =>
        isMine ? [LeaseName.Host, .. luns] : [.. luns];

    private static string? WwidOf(Lun lun) => lun switch
    {
        DeviceLun device => device.Wwid,
        FcLun fibreChannel => fibreChannel.Wwid,
        _ => null,
    };
}
