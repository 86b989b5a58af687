using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp.Block;
using TestHarness.Qmp.Hotplug;
using TestHarness.Storage;

namespace TestHarness.Devices.Nvme;

/// <summary>
/// An NVMe disk over a LUN. QEMU cannot migrate its NVMe controller, so the disk is unplugged before each leg, and plugged in
/// after the guest has booted or arrived. On each place, the guest must find the content that it wrote on the last one.
/// </summary>
/// <param name="luns">The LUN of each place, by the place's name.</param>
/// <param name="unplug">The time within which the guest must release the disk.</param>
/// <param name="timeout">The time within which the guest must find and read the disk.</param>
/// <remarks>QEMU hw/nvme/ctrl.c: <c>nvme_vmstate</c> is unmigratable.</remarks>
public sealed class NvmeDisk(ImmutableDictionary<string, SharedLun> luns, TimeSpan unplug, TimeSpan timeout) : GuestDevice
{
    private const string Id = "nvme-disk";

    private const string Node = "nvme-drive";

    private const string Port = "port-nvme";

    private GuestPlace? _there;
    private GuestPlace? _here;
    private NvmeContent? _content;

    /// <inheritdoc/>
    public override string Name => "NVMe disk";

    /// <summary>Always true: no QEMU has the LUN open for the disk between two legs.</summary>
    public override bool IsReleasedAtSwitchover => true;

    /// <inheritdoc/>
    public override IEnumerable<string> Connections =>
        _here is null ? [] : [$"NVMe disk: LUN {On(_here).Name} ({On(_here).Path}) on {_here.Name}"];

    /// <summary>Checks that the place has the LUN, and that the LUN is not the guest's own disk.</summary>
    public override Task PrepareAsync(GuestPlace place, GuestPlace? from, CancellationToken cancellationToken)
    {
        if (On(place).Path == place.Disk.Path)
        {
            throw new HarnessException(
                FailureClass.Config, $"LUN {On(place).Name} is the guest's disk already: name another LUN for the NVMe disk");
        }

        _there = place;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Returns the port into which the disk is plugged: only root ports of PCI Express take devices while the guest runs.
    /// </summary>
    public override IEnumerable<QemuOption> Options(GuestPlace place, bool incoming) =>
        [new Device("pcie-root-port", Port).With("chassis", 100)];

    /// <inheritdoc/>
    public override async Task SetUpAsync(Guest guest, CancellationToken cancellationToken)
    {
        _here = _there;
        await PlugAsync(guest, cancellationToken);
        _content = await NvmeContent.WriteAsync(guest.Shell, timeout, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task LeaveAsync(Guest guest, CancellationToken cancellationToken)
    {
        try
        {
            await guest.Machine.Qmp.DeleteDeviceAsync(Id, unplug, cancellationToken);
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Qmp)
        {
            throw new HarnessException(FailureClass.Migration, exception.Detail, exception);
        }

        await guest.Machine.Qmp.DeleteBlockNodeAsync(Node, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task StayAsync(Guest guest, CancellationToken cancellationToken) => PlugAsync(guest, cancellationToken);

    /// <summary>Plugs the disk in, and compares the content that the guest reads with what it wrote before the leg.</summary>
    /// <exception cref="HarnessException">Class data: the content differs. Class migration: QEMU refused the disk.</exception>
    public override async Task<HealthReport> ArriveAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        _here = arrival.Place;
        await PlugAsync(arrival.Guest, cancellationToken);
        if (_content is { } content)
            await content.CompareAsync(arrival.Guest.Shell, timeout, cancellationToken);
        _content = await NvmeContent.WriteAsync(arrival.Guest.Shell, timeout, cancellationToken);
        return HealthReport.Clean;
    }

    private async Task PlugAsync(Guest guest, CancellationToken cancellationToken)
    {
        var lun = On(_here ?? throw new InvalidOperationException("the disk was prepared on no place"));
        await guest.Machine.Qmp.AddBlockNodeAsync(NodeOptions(lun), cancellationToken);
        var device = new Dictionary<string, object>
        {
            ["driver"] = "nvme", ["id"] = Id, ["bus"] = Port, ["drive"] = Node, ["serial"] = NvmeContent.Serial,
        };
        if (await guest.Machine.Qmp.TryAddDeviceAsync(device, cancellationToken) is { } refusal)
            throw new HarnessException(FailureClass.Migration, $"{guest.Machine.Name}: QEMU refused the NVMe disk: {refusal}");
    }

    private static Dictionary<string, object> NodeOptions(SharedLun lun) => new()
    {
        ["driver"] = lun.IsDevice ? "host_device" : "file",
        ["node-name"] = Node,
        ["filename"] = lun.Path,
        ["cache"] = new { direct = true },
    };

    private SharedLun On(GuestPlace place) => luns.TryGetValue(place.Name, out var lun)
        ? lun
        : throw new HarnessException(
            FailureClass.Config,
            $"the guest's NVMe disk has no LUN on {place.Name}; it has one on "
            + $"{string.Join(" and ", luns.Keys.Order(StringComparer.Ordinal))}");
}
