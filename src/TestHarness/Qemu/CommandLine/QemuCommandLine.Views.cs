using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine;

public sealed partial record QemuCommandLine
{
    /// <summary>The options <c>-device</c>.</summary>
    public ImmutableArray<Device> Devices => View("device", value => new Device(value));

    /// <summary>The options <c>-drive</c>.</summary>
    public ImmutableArray<Drive> Drives => View("drive", value => new Drive(value));

    /// <summary>The options <c>-blockdev</c>.</summary>
    public ImmutableArray<Blockdev> Blockdevs => View("blockdev", value => new Blockdev(value));

    /// <summary>The options <c>-chardev</c>.</summary>
    public ImmutableArray<Chardev> Chardevs => View("chardev", value => new Chardev(value));

    /// <summary>The options <c>-netdev</c>.</summary>
    public ImmutableArray<Netdev> Netdevs => View("netdev", value => new Netdev(value));

    /// <summary>The options <c>-object</c>.</summary>
    public ImmutableArray<ObjectOption> Objects => View("object", value => new ObjectOption(value));

    /// <summary>Finds a device by its id; returns null when there is none.</summary>
    public Device? FindDevice(string id) => Devices.FirstOrDefault(device => device.Id == id);

    /// <summary>Finds a drive by its id; returns null when there is none.</summary>
    public Drive? FindDrive(string id) => Drives.FirstOrDefault(drive => drive.Id == id);

    /// <summary>
    /// Finds the <c>-blockdev</c> that defines a node, also one within another as <c>file.node-name</c>; returns null when there
    /// is none.
    /// </summary>
    public Blockdev? FindBlockNode(string nodeName) =>
        Blockdevs.FirstOrDefault(blockdev => blockdev.NodeNames.Contains(nodeName));

    /// <summary>Finds a character device by its id; returns null when there is none.</summary>
    public Chardev? FindChardev(string id) => Chardevs.FirstOrDefault(chardev => chardev.Id == id);

    /// <summary>Finds a host side of a NIC by its id; returns null when there is none.</summary>
    public Netdev? FindNetdev(string id) => Netdevs.FirstOrDefault(netdev => netdev.Id == id);

    /// <summary>Finds an object by its id; returns null when there is none.</summary>
    public ObjectOption? FindObject(string id) => Objects.FirstOrDefault(option => option.Id == id);

    private ImmutableArray<T> View<T>(string name, Func<OptionValue, T> view) =>
        [.. Options.Where(option => option.Name == name).Select(option => view(option.Value!))];
}
