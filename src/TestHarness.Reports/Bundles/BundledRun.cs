using TestHarness.Environments;
using TestHarness.Evidence;
using TestHarness.Hosts;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Bundles;

/// <summary>What the bundles of a run tell of the run itself.</summary>
/// <param name="Harness">The version of the harness.</param>
/// <param name="Environment">The environment with what was found on its hosts; null when it could not be read.</param>
/// <param name="Hosts">The hosts; null when no scenario has needed one so far.</param>
public sealed record BundledRun(string Id, string Harness, LabEnvironment? Environment, HostsLine? Hosts)
{
    private static readonly string[] NotTelling = ["localhost", "127.0.0.1", "::1"];

    /// <summary>
    /// Makes the redactor of the bundle's files, which hides the environment's secrets, and the addresses and key files by which
    /// the tester's hosts are reached.
    /// </summary>
    /// <exception cref="Failures.HarnessException">Class config: a secret is too short to be hidden.</exception>
    internal SecretRedactor Redactor() => Environment is null
        ? SecretRedactor.None
        : SecretRedactor.Of(Environment.SecretVariables, Environment.Hosts.SelectMany(Ways));

    private static IEnumerable<(string Label, string Value)> Ways(HostDescription host)
    {
        var ssh = (host.Connection as SshConnection)?.Destination;
        (string What, string? Value)[] ways =
        [
            ("address", ssh?.Host),
            ("jump-host", ssh?.JumpHost),
            ("key-file", ssh?.IdentityFile),
            ("known-hosts", ssh?.KnownHostsFile),
            ("ssh-configuration", ssh?.ConfigFile),
            ("migration-address", host.MigrationAddress),
        ];
        // A name that the environment itself gives to the host is told everywhere.
        return from way in ways
            where way.Value is not null && !host.Name.Contains(way.Value, StringComparison.Ordinal)
                && !NotTelling.Contains(way.Value)
            select ($"{way.What}-of-{host.Name}", way.Value);
    }
}
