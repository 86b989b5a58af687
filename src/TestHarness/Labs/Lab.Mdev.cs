using System.Collections.Immutable;
using TestHarness.Devices.Mdev;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Storage;

namespace TestHarness.Labs;

public sealed partial class Lab
{
    private const long DiskBytes = 64 << 20;

    /// <summary>An mdev of that type for each name, on one host. A guest has it by <c>-device vfio-pci,sysfsdev=…</c>.</summary>
    /// <exception cref="HarnessException">Class provision: no device of the host has room for the type, or mdevctl failed.</exception>
    public async Task<ImmutableArray<ProvisionedMdev>> ProvisionMdevsAsync(
        LabHost host, MdevTypeName type, ImmutableArray<MdevName> names, CancellationToken cancellationToken = default)
    {
        var made = ImmutableArray.CreateBuilder<ProvisionedMdev>();
        foreach (var name in names)
            made.Add(await ProvisionMdevAsync(host, type, name, [], cancellationToken));
        return made.ToImmutable();
    }

    /// <summary>A place for a guest with each mdev; all have one disk, a file of the first one's host.</summary>
    public async Task<ImmutableArray<GuestPlace>> PlacesOfAsync(ImmutableArray<ProvisionedMdev> mdevs, CancellationToken cancellationToken = default)
    {
        var hosts = mdevs.Select(mdev => Hosts.First(host => host.Host == mdev.Host)).ToImmutableArray();
        var disk = await SharedLun.CreateFileAsync(hosts[0].Host, "disk", $"{hosts[0].Directory}/disk.raw", DiskBytes, cancellationToken);
        return [.. mdevs.Zip(hosts, (mdev, host) => new GuestPlace(mdev.Name.Text, host, disk) { Mdev = mdev })];
    }

    /// <inheritdoc cref="ProvisionMdevsAsync"/>
    /// <param name="attributes">What mdevctl writes to the mdev's sysfs attributes when it starts it, in this order.</param>
    public async Task<ProvisionedMdev> ProvisionMdevAsync(
        LabHost host,
        MdevTypeName type,
        MdevName name,
        ImmutableArray<MdevAttribute> attributes,
        CancellationToken cancellationToken = default)
    {
        var mdev = await ProvisionedMdev.CreateAsync(host.Host, Provisioning, name, type, attributes, cancellationToken);
        if (mdev.Device.Parent.Text == ProvisionedMdev.Mtty)
            Record(Step("load mtty", new Command("modprobe", ProvisionedMdev.Mtty)));
        Record(Step($"define {name}", MdevctlTool.DefineCommand(mdev.Device)), Step($"start {name}", MdevctlTool.StartCommand(mdev.Device)));
        return mdev;

        CommandStep Step(string title, Command command) => new(title, host.Name, [command.Program, .. command.Arguments]);
    }
}
