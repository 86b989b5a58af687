using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine;

public sealed partial record QemuCommandLine
{
    public ImmutableArray<Device> Devices => View("device", value => new Device(value));

    public ImmutableArray<Drive> Drives => View("drive", value => new Drive(value));

    public ImmutableArray<Blockdev> Blockdevs => View("blockdev", value => new Blockdev(value));

    public ImmutableArray<Chardev> Chardevs => View("chardev", value => new Chardev(value));

    public ImmutableArray<Netdev> Netdevs => View("netdev", value => new Netdev(value));

    public ImmutableArray<ObjectOption> Objects => View("object", value => new ObjectOption(value));

    public Device? FindDevice(string id) => Devices.FirstOrDefault(device => device.Id == id);

    public Drive? FindDrive(string id) => Drives.FirstOrDefault(drive => drive.Id == id);

    /// <summary>The <c>-blockdev</c> that defines a node, be it within another as <c>file.node-name</c>.</summary>
    public Blockdev? FindBlockNode(string nodeName) =>
        Blockdevs.FirstOrDefault(blockdev => blockdev.NodeNames.Contains(nodeName));

    public Chardev? FindChardev(string id) => Chardevs.FirstOrDefault(chardev => chardev.Id == id);

    public Netdev? FindNetdev(string id) => Netdevs.FirstOrDefault(netdev => netdev.Id == id);

    public ObjectOption? FindObject(string id) => Objects.FirstOrDefault(option => option.Id == id);

    private ImmutableArray<T> View<T>(string name, Func<OptionValue, T> view) =>
        [.. Options.Where(option => option.Name == name).Select(option => view(option.Value!))];
}
