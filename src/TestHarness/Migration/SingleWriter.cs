using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Qemu.Machines;
using TestHarness.Storage;

namespace TestHarness.Migration;

/// <summary>The check that only the destination writes to the disk after switchover: two writers destroy it silently.</summary>
public static class SingleWriter
{
    /// <summary>Looks on both hosts for processes that have the disk open for writing.</summary>
    /// <param name="sourceDisk">The disk as the source's host reaches it.</param>
    /// <param name="disk">The disk as the destination's host reaches it.</param>
    public static async Task<HealthReport> CheckAsync(
        QemuMachine source,
        GuestDisk sourceDisk,
        QemuMachine destination,
        GuestDisk disk,
        CancellationToken cancellationToken = default)
    {
        var arrived = new Side(destination, disk);
        Side[] sides = [.. new[] { arrived, new(source, sourceDisk) }.DistinctBy(side => (side.Host.Connection, side.Disk.Path))];
        var looks = await Task.WhenAll(
            sides.Select(side => WritableOpens.ListAsync(side.Host, side.Disk.Path, cancellationToken)));
        return HealthReport.Combine([
            Missing(arrived, looks[0]),
            .. sides.Zip(looks, (side, look) => HealthReport.Combine(
                Released(source, side, look, sourceDisk.IsReleasedAtSwitchover),
                Others(source, destination, side, look),
                Unseen(side, look))),
        ]);
    }

    private static HealthReport Missing(Side arrived, WritableOpens look) =>
        look.Refused.Contains(arrived.Machine.ProcessId) || look.Of(arrived.Machine.ProcessId).Any()
            ? Made()
            : Made(Finding(
                arrived.Machine.Name, $"this QEMU runs the guest but does not hold {arrived.Disk.Path} open for writing"));

    private static HealthReport Released(QemuMachine source, Side side, WritableOpens look, bool isReleased) => Made(
        from open in look.Opens
        where isReleased && Is(source, side, open)
        select Finding(
            source.Name, $"the source still holds {side.Disk.Path} open for writing after switchover ({open.Descriptor})"));

    private static HealthReport Others(QemuMachine source, QemuMachine destination, Side side, WritableOpens look) =>
        Made(
            from open in look.Opens
            where !Is(source, side, open) && !Is(destination, side, open)
            let process = $"{open.Program} (process {open.ProcessId})"
            select Finding(
                side.Host.Name,
                $"{process} holds {side.Disk.Path} open for writing beside {destination.Name} ({open.Descriptor})"));

    private static HealthReport Unseen(Side side, WritableOpens look) =>
        look.NotReadable is { } reason
            ? HealthReport.Unmade(HealthCheck.SingleWriter, side.Host.Name, reason)
            : HealthReport.Clean;

    private static HealthReport Made(params IEnumerable<HealthFinding> findings) =>
        HealthReport.Made(HealthCheck.SingleWriter, findings);

    private static bool Is(QemuMachine machine, Side side, WritableOpen open) =>
        machine.Host.Connection == side.Host.Connection && machine.ProcessId == open.ProcessId;

    private static HealthFinding Finding(string where, string message) =>
        new(HealthCheck.SingleWriter, where, HealthSeverity.Critical, message);

    private sealed record Side(QemuMachine Machine, GuestDisk Disk)
    {
        public IHost Host => Machine.Host;
    }
}
