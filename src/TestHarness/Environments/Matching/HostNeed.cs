using TestHarness.Texts;
using TestHarness.Versions;

namespace TestHarness.Environments.Matching;

/// <summary>Compares a need for a capability with hosts.</summary>
internal static class HostNeed
{
    /// <summary>Returns why too few hosts meet the need; null when enough do.</summary>
    public static string? WhyUnmet(Need need, int hosts, LabEnvironment environment)
    {
        var reasons = environment.Hosts.Select(host => WhyUnmet(need, host)).OfType<string>().ToList();
        var offering = environment.Hosts.Length - reasons.Count;
        if (offering >= Math.Min(hosts, environment.Hosts.Length))
            return null;

        var wanted = hosts == 1 ? "a host" : $"{hosts} hosts";
        return $"needs {need} on {wanted}, environment '{environment.Name}' has it on {offering}: {string.Join("; ", reasons)}";
    }

    /// <summary>Returns why the host does not meet the need; null when it does.</summary>
    public static string? WhyUnmet(Need need, HostDescription host)
    {
        if (SharedNeed.IsOne(need))
            return null;
        if (host.Find(need.Capability) is not { } offer)
            return $"host '{host.Name}' does not offer {need.Capability}{WhyLacking(need.Capability, host)}";
        if (need.Versions is null)
            return null;

        var found = offer.Version;
        if (found is not { Own: not null } and not { Package: not null })
            return $"host '{host.Name}' offers {need.Capability} without a version or count";

        return need.Versions.Contains(found) ? null : $"host '{host.Name}' has {need.Capability} {Text(found)}";
    }

    /// <summary>Returns both versions, as each bound is compared with one of them.</summary>
    private static string Text(SoftwareVersion found) => found is { Own: { } own, Package: { } package }
        ? $"{own} (package {package})"
        : $"{found}";

    private static string WhyLacking(string capability, HostDescription host)
    {
        if (host.Lacks.TryGetValue(capability, out var why))
            return $": {why}";
        var known = host.Offers.Select(offer => offer.Capability).Concat(host.Lacks.Keys);
        return NearestWord.Of(capability, known) is { } near ? $"; did you mean '{near}'?" : "";
    }
}
