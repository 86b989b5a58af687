using System.Collections.Immutable;

namespace TestHarness.Environments.Matching;

/// <summary>The comparison of a scenario's needs with an environment.</summary>
/// <param name="Hosts">
/// The hosts to use, in the environment's order; for a scenario that needs any one host, all hosts that fit. Empty when a need is
/// unmet.
/// </param>
/// <param name="Unmet">Each unmet need with its reason, for the message of a skip or a failure.</param>
public sealed record EnvironmentMatch(ImmutableArray<HostDescription> Hosts, ImmutableArray<string> Unmet)
{
    /// <summary>Whether the environment meets all needs.</summary>
    public bool IsMatched => Unmet.IsEmpty;

    /// <summary>Compares needs with an environment.</summary>
    public static EnvironmentMatch Of(Needs needs, LabEnvironment environment)
    {
        var unmet = FindUnmet(needs, environment).ToImmutableArray();
        if (!unmet.IsEmpty)
            return new EnvironmentMatch([], unmet);

        var fitting = environment.Hosts
            .Where(host => needs.Capabilities.All(need => HostNeed.WhyUnmet(need, host) is null))
            .ToImmutableArray();
        if (fitting.Length >= needs.Hosts)
            return new EnvironmentMatch(fitting[..(needs.IsAnyHost ? fitting.Length : needs.Hosts)], []);

        var all = string.Join(", ", needs.Capabilities);
        return new EnvironmentMatch(
            [], [$"needs {Count(needs.Hosts)} offering all of {all}, environment '{environment.Name}' has {fitting.Length}"]);
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
