using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Environments.Matching;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Leases;
using TestHarness.Scenarios.Features;

namespace TestHarness.Cli.Inspection;

/// <summary>An environment's hosts as they are now.</summary>
/// <param name="SharedMachine">The failure of every run here when two hosts are one machine; null when they are not.</param>
internal sealed record EnvironmentInspection(
    LabEnvironment Environment, ImmutableArray<HostInspection> Hosts, HarnessException? SharedMachine)
{
    /// <summary>Examines all hosts of an environment.</summary>
    public static async Task<EnvironmentInspection> MakeAsync(LabEnvironment environment, CancellationToken cancellationToken)
    {
        var hosts = await Task.WhenAll(
            environment.Hosts.Select(host => LookAsync(host, environment.QemuOf(host), cancellationToken)));
        var surveys = hosts.Select(host => host.Survey).OfType<HostSurvey>().ToImmutableArray();
        var found = surveys.Aggregate(environment, (known, survey) => survey.AddTo(known));
        return new EnvironmentInspection(
            found,
            [.. hosts.Zip(found.Hosts, (host, description) => host with { Description = description })],
            Labs.SharedMachine.Find(environment, surveys));
    }

    /// <summary>Returns the reasons why the scenario cannot run here; none when it can.</summary>
    public IEnumerable<string> WhyNot(ScenarioPlan scenario)
    {
        if (scenario.IsIgnored)
            return [$"it is tagged @{ScenarioPlan.IgnoreTag}"];
        if (!Selection.ScenarioNeeds.RequiresHosts(scenario))
            return [];
        if (SharedMachine is not null)
            return ["two hosts are one machine"];

        var reached =
            Environment with { Hosts = [.. Hosts.Where(host => host.Survey is not null).Select(host => host.Description)] };
        EnvironmentMatch.AllOf(Needs.OfTags(scenario.Tags), reached, out var unmet);
        return unmet.IsEmpty ? [] : [.. unmet, .. Hosts.Select(host => host.WhyLess).OfType<string>().Distinct()];
    }

    private static async Task<HostInspection> LookAsync(
        HostDescription host, QemuSettings settings, CancellationToken cancellationToken)
    {
        var transport = "";
        try
        {
            transport = await HostFactory.DescribeTransportAsync(host.Connection);
            var survey = await HostSurvey.MakeAsync(host, settings, cancellationToken);
            await using var reached = new HostFactory().Connect(host.Name, host.Connection);
            return new HostInspection(host, transport, survey, null)
            {
                Leases = await Lease.ListAsync(reached, cancellationToken),
            };
        }
        catch (HarnessException exception)
        {
            return new HostInspection(host, transport, null, exception.Message);
        }
    }
}

/// <summary>A host as it is now.</summary>
/// <param name="Transport">The transport of the host's commands; empty when the OpenSSH configuration is wrong.</param>
/// <param name="Survey">The survey of the host; null when the host is not reached.</param>
/// <param name="WhyNotReached">The reason why the host is not reached; null when it is.</param>
internal sealed record HostInspection(HostDescription Description, string Transport, HostSurvey? Survey, string? WhyNotReached)
{
    /// <summary>The leases that runs have on the host now.</summary>
    public ImmutableArray<HeldLease> Leases { get; init; } = [];

    /// <summary>The reason why the host offers less than it could; null when there is none.</summary>
    public string? WhyLess => WhyNotReached ?? Survey?.NoQemuReason;
}
