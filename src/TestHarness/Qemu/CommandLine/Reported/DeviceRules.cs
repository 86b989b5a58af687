using System.Collections.Immutable;
using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The rules of devices, and of properties that <c>-global</c> gives to all devices of a driver.</summary>
internal static class DeviceRules
{
    private const string OfTheHost = "it names a file, a device, an address or a key of the host";

    private const string Descriptor = "the descriptors of the reporter's QEMU do not exist here";

    /// <summary>The keys that are values of a device, and not references.</summary>
    private static readonly KeyTable Settings = new(
        Take(ValueKind.Name, "driver id bus masterbus failover-pair-id subsys"),
        Take(ValueKind.Text, "serial ver product vendor device-id name loadparm"),
        Take(ValueKind.Mac, "mac"),
        Take(ValueKind.Place, "addr port devno"),
        Take(ValueKind.Uuid, "guid uuid"),
        Take(ValueKind.OneOf("stop report ignore enospc"), "werror rerror"),
        Take(ValueKind.OneOf("delay discard merge slew"), "lost-tick-policy"),
        Take(ValueKind.OneOf("timer bh"), "tx"),
        Take(ValueKind.OneOf("half full"), "duplex"),
        Take(ValueKind.OneOf("eim"), "intremap"),
        Drop(Descriptor, "fd fds fdset vhostfd vhostfds ebpf-rss-fds *-fd *-fds"),
        Drop("the guest has the memory of -m, and no memory devices", "memdev pmrdev"),
        Refuse(
            OfTheHost,
            """
            guest-cid host hostbus hostaddr hostport hostdevice sysfsdev iommufd evdev hidraw rootdir mountpoint fsdev fsid wwpn
            cryptodev tls-creds tls-* *secret* *file *filename *path *socket *dir *-creds vhostdev tpmdev
            """));

    private static readonly KeyTable Keys = Settings.After(
        Take(ValueKind.Name, "drive netdev chardev iothread iothread-vq-mapping.* audiodev rng bmc"),
        Take(ValueKind.Nothing, "romfile"),
        Drop("the guest has no floppy of the report", "driveA driveB"));

    private static readonly KeyTable GlobalKeys = Settings.After(
        Refuse(
            "it is set for one device, not for all of a driver",
            "drive netdev chardev iothread rng bmc id bus audiodev romfile"));

    /// <summary>Applies the rules to a device.</summary>
    public static Outcome Apply(QemuOption device, Launch launch)
    {
        var driver = device["driver"] ?? "";
        if (DeviceDrivers.Dropped.Find(driver) is { } dropped)
            return Outcome.Dropped(dropped);
        if (DeviceDrivers.Refused.Find(driver) is { } refused)
            return Outcome.Refused($"the driver '{ReportedText.Value("", driver)}' is refused: {refused}");
        if (DeviceDrivers.TakenOver.Find(driver) is null)
            return Outcome.Refused($"the driver '{ReportedText.Value("", driver)}' is not known: remove the device");

        var (properties, reasons) = Modernize(device, launch);
        var keys = Keys.Select(device.Name, properties);
        if (!keys.Refusals.IsEmpty)
            return Outcome.Of(device, keys);
        if (device["chardev"] is { } chardev && !launch.Chardevs.Contains(chardev))
            return Outcome.Refused($"the command line has no -chardev '{chardev}', which the device needs");
        var disk = launch.Disks.Of(device);
        if (disk is not null && DiskDeviceRules.WhyDropped(disk, launch) is { } why)
            return Outcome.Dropped(why);

        var outcome = device["bus"] is { } bus && launch.IsFromReadConfig(bus)
            ? WithoutBus(device, driver, keys)
            : Outcome.Of(device, keys, reasons);
        if (disk is { Use: not DiskUse.Lun })
            outcome = DiskDeviceRules.Apply(disk, outcome, launch);
        return launch.Settings.Image is null ? outcome : WithoutFirstPlace(outcome);
    }

    /// <summary>Returns the outcome without the first place in the boot order, which the guest's kernel has.</summary>
    private static Outcome WithoutFirstPlace(Outcome outcome) =>
        outcome.Launched is [var device] && device["bootindex"] == "0"
            ? new Outcome(
                Disposition.Replaced,
                [device.Without("bootindex")],
                [.. outcome.Reasons, "bootindex: the kernel that QEMU starts directly has the first place"])
            : outcome;

    /// <summary>Applies the rules to a property for every device of a driver.</summary>
    public static Outcome Global(QemuOption option, Launch launch)
    {
        var (driver, property, value) = (option["driver"], option["property"], option["value"]);
        if (driver is null || property is null || value is null || !ValueKind.Name.Fits(driver))
            return Outcome.Refused("expected a driver, a property and a value, as in -global PIIX4_PM.disable_s3=1");

        var keys = GlobalKeys.Select(option.Name, [new OptionProperty(property, value)]);
        return keys.Kept.IsEmpty
            ? Outcome.Of(option, keys)
            : Outcome.TakenOver(QemuOption.Of("global", ("driver", driver), ("property", property), ("value", value)));
    }

    /// <summary>
    /// Changes properties that QEMU no longer accepts: <c>scsi=off</c> of virtio-blk, and two ports with the same name.
    /// </summary>
    private static (ImmutableArray<OptionProperty> Properties, ImmutableArray<string> Reasons) Modernize(
        QemuOption device, Launch launch)
    {
        var properties = device.Value!.Properties;
        if (device["scsi"] == "off" && device["driver"]!.StartsWith("virtio-blk", StringComparison.Ordinal))
            return (properties.RemoveAll(property => property.Key == "scsi"), ["scsi: virtio-blk has no 'scsi' any more"]);

        var earlier = device["driver"] == "virtserialport" && device["name"] is not null ? launch.EarlierPorts(device) : 0;
        if (earlier == 0)
            return (properties, []);

        var name = $"{device["name"]}.{device["id"] ?? $"{earlier + 1}"}";
        return (
            [.. properties.Select(property => property.Key == "name" ? property with { Value = name } : property)],
            ["name: QEMU refuses two ports of one name"]);
    }

    private static Outcome WithoutBus(QemuOption device, string driver, KeySelection keys) =>
        driver.StartsWith("usb-", StringComparison.Ordinal)
        ? Outcome.Dropped("its bus is made by the file of -readconfig, which is dropped")
        : Outcome.Of(
            device,
            keys with { Kept = keys.Kept.RemoveAll(property => property.Key is "bus" or "addr") },
            "bus, addr: the bus is made by the file of -readconfig, which is dropped");
}
