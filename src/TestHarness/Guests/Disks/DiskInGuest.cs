using System.Globalization;
using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;

namespace TestHarness.Guests.Disks;

/// <summary>
/// Finds the path of a disk in a Linux guest by the disk's place on the guest's buses. The guest's kernel names disks in the
/// order in which it finds them, so that the path depends on the guest's other disks.
/// </summary>
public static class DiskInGuest
{
    /// <summary>
    /// A function of a guest's shell, <c>is_ready FOLDER</c>: whether a disk of /sys/block can be opened. The kernel shows a disk
    /// before that, and whoever opens it then gets no disk, or a warning in the kernel's log ("block device autoloading is
    /// deprecated"). The kernel's own search for partitions comes after, and counts as a read.
    /// </summary>
    /// <remarks>Source: Linux device_add_disk(): device_add, then bdev_add, then disk_scan_partitions.</remarks>
    internal const string IsReady = """
        is_ready() { read -r reads rest < "$1/stat" && [ "$reads" -gt 0 ]; } 2> /dev/null
        """;

    private const string Peripheral = "/machine/peripheral/";

    /// <summary>Finds the path, and waits until the guest has the disk.</summary>
    /// <param name="device">The id of the disk's device in QEMU: a virtio-blk or SCSI disk on a PCI bus.</param>
    /// <exception cref="HarnessException">
    /// Class config: the disk is of another kind. Class guest-health: the guest did not find the disk in time.
    /// </exception>
    public static async Task<string> FindAsync(
        QmpClient qmp, IGuestShell guest, string device, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var (controller, scsi) = await PlaceAsync(qmp, device, cancellationToken);
        var buses = await qmp.QueryPciAsync(cancellationToken);
        var pci = (controller.StartsWith(Peripheral, StringComparison.Ordinal)
                ? PciBuses.Find(buses, controller[Peripheral.Length..])
                : await FindWithoutIdAsync(qmp, buses, controller, cancellationToken))
            ?? throw new HarnessException(
                FailureClass.Config, $"the disk '{device}' is not behind a PCI device, found {controller}: name another disk");
        string[] below = scsi is null ? ["virtio*/block/*"] : [$"virtio*/{scsi}", scsi];
        var places = string.Join(' ', below.Select(path => $"/sys/bus/pci/devices/{pci}/{path}"));
        // Linux reports no disk that is not there yet, hence the poll.
        var script = $$"""
            {{IsReady}}
            until
              for found in {{places}}; do
                if is_ready "$found"; then echo "/dev/${found##*/}"; break; fi
              done | grep .
            do sleep 0.02; done
            """;
        var answer = await guest.RunAsync(script, timeout, cancellationToken);
        return answer.Output.Trim();
    }

    /// <summary>
    /// Returns the path of the PCI device in QEMU's object model, and the pattern of a SCSI disk below it. A disk that is the PCI
    /// device itself has no pattern.
    /// </summary>
    private static async Task<(string Controller, string? Scsi)> PlaceAsync(
        QmpClient qmp, string device, CancellationToken cancellationToken)
    {
        var path = Peripheral + device;
        var driver = await TextAsync(qmp, path, "type", cancellationToken);
        if (!driver.StartsWith("scsi-", StringComparison.Ordinal))
            return (path, null);

        var numbers = await Task.WhenAll(new[] { "channel", "scsi-id", "lun" }.Select(
            property => qmp.GetPropertyAsync(path, property, cancellationToken)));
        // A bus is /machine/peripheral/ID/…, or /machine/peripheral-anon/device[NUMBER]/… of a controller without an id.
        var bus = await TextAsync(qmp, path, "parent_bus", cancellationToken);
        return (
            string.Join('/', bus.Split('/').Take(4)),
            $"host*/target*/*:{string.Join(':', numbers.Select(number => number.GetInt32()))}/block/*");
    }

    /// <summary>Finds the address of a device without an id by its slot, on a root bus or behind a bridge with an id.</summary>
    private static async Task<string?> FindWithoutIdAsync(
        QmpClient qmp, JsonElement buses, string path, CancellationToken cancellationToken)
    {
        var place = (await qmp.GetPropertyAsync(path, "addr", cancellationToken)).GetInt32();
        var slot = string.Create(CultureInfo.InvariantCulture, $"{place >> 3:x2}.{place & 7:x}");
        var bus = await TextAsync(qmp, path, "parent_bus", cancellationToken);
        return bus.StartsWith(Peripheral, StringComparison.Ordinal)
            ? PciBuses.FindBehind(buses, bus[Peripheral.Length..].Split('/')[0], slot)
            : $"0000:00:{slot}";
    }

    private static async Task<string> TextAsync(
        QmpClient qmp, string path, string property, CancellationToken cancellationToken) =>
        (await qmp.GetPropertyAsync(path, property, cancellationToken)).GetString() ?? "";
}
