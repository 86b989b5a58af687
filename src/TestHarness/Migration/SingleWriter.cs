using TestHarness.Health;
using TestHarness.Qemu.Machines;
using TestHarness.Storage;

namespace TestHarness.Migration;

/// <summary>After switchover only the destination may write to the disk: two writers destroy it silently.</summary>
public static class SingleWriter
{
    private const string Check = "single writer";

    public static async Task<HealthReport> CheckAsync(
        QemuMachine source, GuestDisk left, QemuMachine destination, GuestDisk disk, CancellationToken cancellationToken = default)
    {
        var opens = await Task.WhenAll(
            WritableOpens.ListAsync(source.Host, source.ProcessId, left.Path, cancellationToken),
            WritableOpens.ListAsync(destination.Host, destination.ProcessId, disk.Path, cancellationToken));
        var (onSource, onDestination) = (opens[0], opens[1]);
        return HealthReport.Of([
            .. onSource.Where(_ => left.IsReleasedAtSwitchover).Select(open => new HealthFinding(
                Check, source.Name, HealthSeverity.Critical, $"it still holds {left.Path} open for writing after switchover ({open})")),
            .. onDestination.Length > 0 ? Array.Empty<HealthFinding>() : [new HealthFinding(
                Check, destination.Name, HealthSeverity.Critical, $"it runs the guest but does not hold {disk.Path} open for writing")],
        ]);
    }
}
