using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.VirtualLab.Images;

namespace TestHarness.VirtualLab;

/// <summary>The hosts of an environment that are machines of the virtual lab.</summary>
public static class EnvironmentHosts
{
    /// <summary>Brings up the machines that scenarios need.</summary>
    /// <param name="wanted">The largest number of hosts that a scenario needs; other hosts stay down.</param>
    /// <param name="withStorage">Whether the Fibre Channel storage runs too, which is the last of the lab's hosts.</param>
    /// <returns>
    /// The environment with the running hosts and their addresses; unchanged when the environment does not use the virtual lab.
    /// </returns>
    /// <exception cref="HarnessException">
    /// Class config: a host has a name that the virtual lab does not have. Another class: a host does not come up.
    /// </exception>
    public static async Task<LabEnvironment> BringUpAsync(
        LabEnvironment environment,
        int wanted,
        bool withStorage,
        Action<string> progress,
        CancellationToken cancellationToken = default)
    {
        if (environment.VirtualLab is not { } size)
            return environment;

        Check(environment);
        var image = await LabHostImageBuilder.BuildForUserAsync(progress, cancellationToken);
        var hosts = withStorage ? LabSize.MostHosts : Math.Clamp(wanted, 1, environment.Hosts.Length);
        var up = await VirtualLab.OfUser.UpAsync(
            image, new LabSize(hosts, size.Memory.MiB, size.Vcpus), progress, cancellationToken);
        return environment with { Hosts = [.. Reached(environment.Hosts, up)] };
    }

    /// <summary>Returns the environment with the hosts that run now, and brings up none.</summary>
    public static async Task<LabEnvironment> FindRunningAsync(
        LabEnvironment environment, CancellationToken cancellationToken = default) => environment.VirtualLab is null
        ? environment
        : environment with
        {
            Hosts = [.. Reached(environment.Hosts, await VirtualLab.OfUser.StatusAsync(cancellationToken))],
        };

    private static void Check(LabEnvironment environment)
    {
        string[] names = [.. Enumerable.Range(1, environment.Hosts.Length).Select(number => $"host{number}")];
        if (environment.Hosts.Length > LabSize.MostHosts || !environment.Hosts.Select(host => host.Name).SequenceEqual(names))
            throw new HarnessException(
                FailureClass.Config,
                $"environment '{environment.Name}' uses the virtual lab, whose hosts are host1 to host{LabSize.MostHosts} in "
                + $"this order; it has {string.Join(", ", environment.Hosts.Select(host => host.Name))}");
    }

    private static IEnumerable<HostDescription> Reached(
        ImmutableArray<HostDescription> hosts, ImmutableArray<LabHostStatus> up) =>
        from host in hosts
        join status in up on host.Name equals status.Name
        where status.State == LabHostState.Up
        select host with { Connection = new SshConnection(status.Destination) };
}
