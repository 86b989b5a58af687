using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Storage;

namespace TestHarness.Labs;

public sealed partial class Lab
{
    private ImmutableArray<GuestPlace> _attached = [];

    /// <summary>The environment's first LUN, as each host reaches it: a file made for the scenario, or an existing one.</summary>
    /// <exception cref="HarnessException">Class preflight: a host does not see it, or sees another one.</exception>
    public async Task<ImmutableArray<GuestPlace>> ProvisionLunAsync(CancellationToken cancellationToken = default)
    {
        var luns = Environment.Luns.FirstOrDefault(lun => lun is not FcLun) switch
        {
            FileLun file => await ProvisionFileAsync(file, cancellationToken),
            DeviceLun device =>
                await Task.WhenAll(Hosts.Select(host => LunDevice.FindAsync(host.Host, device, cancellationToken))),
            _ => throw new HarnessException(
                FailureClass.Config, $"environment '{Environment.Name}' has no LUN that is there without a vHBA"),
        };
        return [.. Hosts.Zip(luns, (host, lun) => Attach(new GuestPlace(host.Name, host, lun)))];
    }

    /// <summary>
    /// Checks the disks at both ends of a leg, and the LUN on every other host on which it is attached: the next leg may go
    /// there.
    /// </summary>
    public async Task<HealthReport> CheckDisksAsync(
        GuestPlace left, GuestPlace arrived, CancellationToken cancellationToken = default)
    {
        var others = _attached.Where(place => place.Host != left.Host && place.Host != arrived.Host)
            .Where(place => place.Disk.Name == arrived.Disk.Name)
            .Select(place => CheckOtherAsync(place, cancellationToken));
        var ends = new[] { left, arrived }.Select(place => place.Disk.CheckAsync(place.Host.Host, cancellationToken));
        var report = HealthReport.Combine(await Task.WhenAll(ends.Concat(others)));
        return report with { Findings = [.. report.Findings.Distinct()] };
    }

    private Task<HealthReport> CheckOtherAsync(GuestPlace place, CancellationToken cancellationToken) =>
        WatchOf(place.Host).PathLoss is { IsSeen: true }
            ? Task.FromResult(HealthReport.Inapplicable(
                HealthCheck.LunIdentity, place.Host.Name, "the scenario expected the loss of its path, which has come"))
            : place.Disk.CheckAsync(place.Host.Host, cancellationToken);

    /// <summary>Keeps a LUN of a host for the checks after legs.</summary>
    private GuestPlace Attach(GuestPlace place)
    {
        ImmutableInterlocked.Update(ref _attached, places => places.Add(place));
        return place;
    }

    /// <summary>Forgets the LUNs of a host that has rebooted: its kernel finds them anew, and vHBAs are gone.</summary>
    private void Detach(LabHost host) =>
        ImmutableInterlocked.Update(ref _attached, places => places.RemoveAll(place => place.Host == host));

    private async Task<SharedLun[]> ProvisionFileAsync(FileLun file, CancellationToken cancellationToken)
    {
        var lun = file.Path is { } path
            ? new SharedLun(file.Name, path, file.Size.Bytes)
            : await SharedLun.CreateFileAsync(
                Hosts[0].Host, file.Name, $"{Hosts[0].Directory}/{file.Name}.raw", file.Size.Bytes, cancellationToken);
        Record(
            new CommandStep("a directory for the LUN", Hosts[0].Name, ["mkdir", "-p", Hosts[0].Directory]),
            new CommandStep($"make LUN {lun.Name}", Hosts[0].Name, ["truncate", "-s", $"{lun.Size}", lun.Path]));
        await lun.CheckVisibleAsync(Hosts.Select(host => host.Host), cancellationToken);
        return [.. Hosts.Select(_ => lun)];
    }
}
