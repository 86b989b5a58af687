using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;

namespace TestHarness.Guests.Disks;

/// <summary>
/// Finds the path of a disk in a Linux guest by the disk's place on the guest's buses. The guest's kernel names disks in the
/// order
/// in which it finds them, so that the path depends on the guest's other disks.
/// </summary>
public static class DiskInGuest
{
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
        var pci = PciBuses.Find(await qmp.QueryPciAsync(cancellationToken), controller) ?? throw new HarnessException(
            FailureClass.Config, $"the disk '{device}' is on the bus of {controller}, which is no PCI device with an id");
        string[] below = scsi is null ? ["virtio*/block/*"] : [$"virtio*/{scsi}", scsi];
        var places = string.Join(' ', below.Select(path => $"/sys/bus/pci/devices/{pci}/{path}"));
        // Linux reports no disk that is not there yet, hence the poll.
        var script = $$"""
            until
              for found in {{places}}; do
                if [ -e "$found" ]; then echo "/dev/${found##*/}"; break; fi
              done | grep .
            do sleep 0.02; done
            """;
        var answer = await guest.RunAsync(script, timeout, cancellationToken);
        return answer.Output.Trim();
    }

    /// <summary>Returns the id of the PCI device, and the pattern of a SCSI disk below it; null for a disk without one.</summary>
    private static async Task<(string Controller, string? Scsi)> PlaceAsync(
        QmpClient qmp, string device, CancellationToken cancellationToken)
    {
        var path = Peripheral + device;
        var bus = (await qmp.GetPropertyAsync(path, "parent_bus", cancellationToken)).GetString() ?? "";
        var driver = (await qmp.GetPropertyAsync(path, "type", cancellationToken)).GetString()!;
        if (!driver.StartsWith("scsi-", StringComparison.Ordinal))
            return (device, null);

        var numbers = await Task.WhenAll(new[] { "channel", "scsi-id", "lun" }.Select(
            property => qmp.GetPropertyAsync(path, property, cancellationToken)));
        var controller = bus.StartsWith(Peripheral, StringComparison.Ordinal) ? bus[Peripheral.Length..].Split('/')[0] : bus;
        return (controller, $"host*/target*/*:{string.Join(':', numbers.Select(number => number.GetInt32()))}/block/*");
    }
}
