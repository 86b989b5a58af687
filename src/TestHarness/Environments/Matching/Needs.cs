using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Environments.Matching;

/// <summary>
/// The needs of a scenario, from its tags: <c>@hosts:2</c>, <c>@needs:vports</c>, <c>@needs:qemu&gt;=8.0,&lt;9</c>.
/// </summary>
/// <param name="IsAnyHost">
/// Whether any one host that fits will do (<c>@any-host</c>); another scenario may then run on another host at the same time.
/// </param>
public sealed record Needs(int Hosts, ImmutableArray<Need> Capabilities, bool IsAnyHost = false)
{
    /// <summary>The tag of a scenario that needs any one host, without its '@'.</summary>
    public const string AnyHostTag = "any-host";

    private const string HostsTag = "hosts:";
    private const string NeedsTag = "needs:";

    /// <summary>Reads a scenario's tags, with or without their '@'; ignores other tags.</summary>
    /// <exception cref="HarnessException">
    /// Class config: a tag that states a need is malformed or misspelt, or a tag says that the scenario fails.
    /// </exception>
    public static Needs OfTags(IEnumerable<string> tags)
    {
        var (hosts, isAnyHost) = (1, false);
        var capabilities = ImmutableArray.CreateBuilder<Need>();
        foreach (var tag in tags.Select(tag => tag.TrimStart('@')).Distinct())
        {
            if (TagSpelling.Meant(tag) is { } meant)
                throw new HarnessException(
                    FailureClass.Config, $"tag '@{tag}': expected '@{meant}'; as it is written, the tag means nothing");
            if (TagSpelling.ExpectsFailure(tag))
                throw new HarnessException(
                    FailureClass.Config,
                    $"tag '@{tag}': no tag makes a failure a pass; a step expects the failure, "
                    + "for example 'Then the health check fails and names:'");
            if (tag.StartsWith(HostsTag, StringComparison.Ordinal))
                hosts = Math.Max(hosts, ParseHosts(tag));
            else if (tag == AnyHostTag)
                isAnyHost = true;
            else if (tag.StartsWith(NeedsTag, StringComparison.Ordinal))
                capabilities.Add(ParseNeed(tag));
        }

        if (isAnyHost && (hosts > 1 || capabilities.Any(SharedNeed.IsOne)))
            throw new HarnessException(
                FailureClass.Config,
                $"tag '@{AnyHostTag}': a scenario with more hosts than one, or that needs what all hosts share, runs alone: "
                + "leave the tag out");
        return new Needs(hosts, capabilities.ToImmutable(), isAnyHost);
    }

    private static int ParseHosts(string tag) =>
        int.TryParse(tag[HostsTag.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new HarnessException(FailureClass.Config, $"tag '@{tag}': expected a number of hosts, as in @hosts:2");

    private static Need ParseNeed(string tag) => Need.Parse(tag[NeedsTag.Length..], out var expected)
        ?? throw new HarnessException(FailureClass.Config, $"tag '@{tag}': {expected}");
}
