using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.GuestPlaces;

namespace TestHarness.Labs;

/// <summary>The disks of a scenario on all its hosts; the next leg may lead to any of these.</summary>
/// <param name="hosts">The watches over the hosts.</param>
public sealed class AttachedDisks(HostChecks hosts)
{
    private ImmutableArray<GuestPlace> _attached = [];

    /// <summary>Adds a host's disk to the checks after legs.</summary>
    /// <returns>The place itself.</returns>
    public GuestPlace Attach(GuestPlace place)
    {
        ImmutableInterlocked.Update(ref _attached, places => places.Add(place));
        return place;
    }

    /// <summary>
    /// Forgets the disks of a host that has rebooted: its kernel finds the disks again, and its vHBAs are gone.
    /// </summary>
    internal void Detach(LabHost host) =>
        ImmutableInterlocked.Update(ref _attached, places => places.RemoveAll(place => place.Host == host));

    /// <summary>Checks the disks at both ends of a leg, and the same disk on every other host on which it is attached.</summary>
    public async Task<HealthReport> CheckAsync(
        GuestPlace left, GuestPlace arrived, CancellationToken cancellationToken = default)
    {
        var others = _attached.Where(place => place.Host != left.Host && place.Host != arrived.Host)
            .Where(place => place.Disk.Name == arrived.Disk.Name)
            .Select(place => CheckOtherAsync(place, cancellationToken));
        var ends = new[] { left, arrived }.Select(place => place.Disk.CheckAsync(place.Host.Host, cancellationToken));
        var report = HealthReport.Combine(await Task.WhenAll(ends.Concat(others)));
        return report with { Findings = [.. report.Findings.Distinct()], NotChecked = [.. report.NotChecked.Distinct()] };
    }

    private Task<HealthReport> CheckOtherAsync(GuestPlace place, CancellationToken cancellationToken) =>
        hosts.HasLostPath(place.Host)
            ? Task.FromResult(HealthReport.Inapplicable(
                HealthCheck.LunIdentity, place.Host.Name, "the scenario expected the loss of its path, which has come"))
            : place.Disk.CheckAsync(place.Host.Host, cancellationToken);
}
