using System.Collections.Immutable;

namespace TestHarness.Environments.Matching;

/// <summary>The comparison of a scenario's needs with an environment, or with a group of its hosts.</summary>
/// <param name="Environment">The environment, with the hosts and LUNs of the group alone.</param>
/// <param name="Hosts">
/// The hosts to use, in the environment's order; for a scenario that needs any one host, all hosts that fit. Empty when a need is
/// unmet.
/// </param>
/// <param name="Unmet">Each unmet need with its reason, for the message of a skip or a failure.</param>
public sealed record EnvironmentMatch(
    LabEnvironment Environment, ImmutableArray<HostDescription> Hosts, ImmutableArray<string> Unmet)
{
    /// <summary>Whether the environment meets all needs.</summary>
    public bool IsMatched => Unmet.IsEmpty;

    /// <summary>Compares needs with each group of an environment's hosts.</summary>
    /// <param name="unmet">The reasons why no group meets the needs; none when one does.</param>
    /// <returns>The groups that meet them, in the environment's order.</returns>
    public static ImmutableArray<EnvironmentMatch> AllOf(
        Needs needs, LabEnvironment environment, out ImmutableArray<string> unmet)
    {
        var groups = environment.ToGroups().Select(group => Of(needs, group)).ToLookup(match => match.IsMatched);
        unmet = groups[true].Any()
            ? []
            : [.. groups[false].SelectMany(match => match.Unmet.Select(reason => $"{match.Prefix}{reason}"))];
        return [.. groups[true]];
    }

    private string Prefix => Environment.Hosts is [{ Group: { } group }, ..] ? $"group '{group}': " : "";

    /// <summary>Compares needs with an environment, or with one group of its hosts.</summary>
    public static EnvironmentMatch Of(Needs needs, LabEnvironment environment)
    {
        var unmet = FindUnmet(needs, environment).ToImmutableArray();
        if (!unmet.IsEmpty)
            return new EnvironmentMatch(environment, [], unmet);

        var fitting = environment.Hosts
            .Where(host => needs.Capabilities.All(need => HostNeed.WhyUnmet(need, host) is null))
            .ToImmutableArray();
        if (fitting.Length >= needs.Hosts)
            return new EnvironmentMatch(environment, fitting[..(needs.IsAnyHost ? fitting.Length : needs.Hosts)], []);

        var all = string.Join(", ", needs.Capabilities);
        var reason = $"needs {Count(needs.Hosts)} offering all of {all}, environment '{environment.Name}' has {fitting.Length}";
        return new EnvironmentMatch(environment, [], [reason]);
    }

    private static IEnumerable<string> FindUnmet(Needs needs, LabEnvironment environment)
    {
        if (environment.Hosts.Length < needs.Hosts)
            yield return $"needs {Count(needs.Hosts)}, environment '{environment.Name}' has {environment.Hosts.Length}";

        foreach (var need in needs.Capabilities)
        {
            var reason = SharedNeed.IsOne(need)
                ? SharedNeed.WhyUnmet(need, environment)
                : HostNeed.WhyUnmet(need, needs.Hosts, environment);
            if (reason is not null)
                yield return reason;
        }
    }

    private static string Count(int hosts) => hosts == 1 ? "1 host" : $"{hosts} hosts";
}
