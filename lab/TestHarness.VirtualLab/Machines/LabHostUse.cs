using TestHarness.Hosts;
using TestHarness.Leases;

namespace TestHarness.VirtualLab.Machines;

/// <summary>The check that no run uses lab hosts that are to be ended.</summary>
internal static class LabHostUse
{
    /// <summary>The time that the leases of a run which was killed a moment ago have to end.</summary>
    private static readonly LeaseTerms Terms = LeaseTerms.Usual with { Wait = TimeSpan.FromSeconds(5) };

    /// <summary>Fails when a run uses one of the hosts; hosts that do not answer are used by none.</summary>
    /// <exception cref="Failures.HarnessException">Class preflight: a host is in use; the message names its user.</exception>
    public static Task RequireNoneAsync(IEnumerable<LabHostStatus?> hosts, CancellationToken cancellationToken) => Task.WhenAll(
        hosts.OfType<LabHostStatus>()
            .Where(status => status.State == LabHostState.Up)
            .Select(status => RequireUnusedAsync(status, cancellationToken)));

    private static async Task RequireUnusedAsync(LabHostStatus status, CancellationToken cancellationToken)
    {
        await using var host = new SshHost(status.Name, status.Destination);
        await using var lease = await Lease.TakeAsync(
            host, [LeaseName.Host], LeaseOwner.OfThisProcess("harness lab"), Terms, _ => { }, cancellationToken);
    }
}
