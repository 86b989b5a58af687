using System.Collections.Immutable;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.GuestPlaces;
using TestHarness.Storage;

namespace TestHarness.Devices.Mdev.Provisioning;

/// <summary>The mdevs of a scenario.</summary>
public sealed class MdevProvisioning(ILab lab)
{
    private const long DiskBytes = 64 << 20;

    /// <summary>Makes an mdev of a type for each name, on one host.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: no device of the host has room for the type, or mdevctl failed.
    /// </exception>
    public async Task<ImmutableArray<ProvisionedMdev>> MakeAsync(
        LabHost host, MdevTypeName type, ImmutableArray<MdevName> names, CancellationToken cancellationToken = default)
    {
        var made = ImmutableArray.CreateBuilder<ProvisionedMdev>();
        foreach (var name in names)
            made.Add(await MakeAsync(host, type, name, [], cancellationToken));
        return made.ToImmutable();
    }

    /// <summary>Makes an mdev with attributes, which mdevctl writes when it starts the mdev.</summary>
    /// <param name="attributes">The sysfs attributes, in the order in which mdevctl writes them.</param>
    /// <exception cref="HarnessException">
    /// Class provision: no device of the host has room for the type, or mdevctl failed.
    /// </exception>
    public async Task<ProvisionedMdev> MakeAsync(
        LabHost host,
        MdevTypeName type,
        MdevName name,
        ImmutableArray<MdevAttribute> attributes,
        CancellationToken cancellationToken = default)
    {
        var mdev = await ProvisionedMdev.CreateAsync(host.Host, lab.Provisioning, name, type, attributes, cancellationToken);
        if (mdev.Device.Parent.Text == ProvisionedMdev.Mtty)
            lab.Record(Step("load mtty", new Command("modprobe", ProvisionedMdev.Mtty)));
        lab.Record(
            Step($"define {name}", MdevctlTool.DefineCommand(mdev.Device)),
            Step($"start {name}", MdevctlTool.StartCommand(mdev.Device)));
        return mdev;

        CommandStep Step(string title, Command command) => new(title, host.Name, [command.Program, .. command.Arguments]);
    }

    /// <summary>Returns a place for a guest with each mdev; all have one disk, a file of the first mdev's host.</summary>
    public async Task<ImmutableArray<GuestPlace>> PlacesOfAsync(
        ImmutableArray<ProvisionedMdev> mdevs, CancellationToken cancellationToken = default)
    {
        var hosts = mdevs.Select(mdev => lab.Hosts.First(host => host.Host == mdev.Host)).ToImmutableArray();
        var disk = await SharedLun.CreateFileAsync(
            hosts[0].Host, "disk", $"{hosts[0].Directory}/disk.raw", DiskBytes, cancellationToken);
        return [.. mdevs.Zip(hosts, (mdev, host) => new GuestPlace(mdev.Name.Text, host, disk))];
    }

    /// <summary>Returns the device of a guest that has each mdev on the place of the mdev's name.</summary>
    public MdevDevice DeviceOf(ImmutableArray<ProvisionedMdev> mdevs) =>
        new(mdevs.ToImmutableDictionary(mdev => mdev.Name.Text), lab.Progress);
}
