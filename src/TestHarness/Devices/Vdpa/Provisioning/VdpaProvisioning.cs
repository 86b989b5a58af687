using System.Collections.Immutable;
using TestHarness.Devices.Vdpa.Providers;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;

namespace TestHarness.Devices.Vdpa.Provisioning;

/// <summary>Makes the vdpa devices of a scenario.</summary>
public sealed class VdpaProvisioning(ILab lab)
{
    /// <summary>The environment file's word for a device that is there already and stays.</summary>
    private const string IsThere = "existing";

    /// <summary>The size of a VDUSE image: as much as the simulator has.</summary>
    private const long VduseBytes = 128 << 20;

    /// <summary>Makes two vdpa block devices on a host, each a place for a guest.</summary>
    /// <param name="shared">Whether both show one content.</param>
    /// <exception cref="HarnessException">
    /// Class config: the provider has no devices of that kind, or the environment does not name a device. Class provision: what
    /// is in the way.
    /// </exception>
    public async Task<ImmutableArray<GuestPlace>> MakeAsync(
        LabHost host,
        VdpaSource source,
        bool shared,
        VdpaDeviceName one,
        VdpaDeviceName other,
        CancellationToken cancellationToken = default)
    {
        if (one == other)
            throw new HarnessException(FailureClass.Config, $"two vdpa devices of one host cannot both have the name {one}");
        var backend = await Provider(host, source, shared, [one, other]).CreateAsync(
            host.Host, lab.Provisioning, cancellationToken);
        var (first, second) = (backend.Devices[0], backend.Devices[1]);
        lab.Evidence.Write("vdpa-dev-show.json", await VdpaTool.ShowDevicesAsync(host.Host, cancellationToken));
        return
        [
            new GuestPlace(one.Text, host, new VdpaDisk(backend, first, second, host.Directory)),
            new GuestPlace(other.Text, host, new VdpaDisk(backend, second, first, host.Directory)),
        ];
    }

    /// <summary>
    /// Makes a vdpa block device on each host, by VDUSE, with the environment's first LUN behind it that is a block device. The
    /// hosts are the places for guests.
    /// </summary>
    /// <param name="wrong">The host whose device has a file behind it instead; null for none.</param>
    /// <exception cref="HarnessException">
    /// Class config: the environment has no such LUN. Class preflight: a host does not have the LUN. Class provision: what is in
    /// the way.
    /// </exception>
    public async Task<ImmutableArray<GuestPlace>> MakeOnLunAsync(
        LabHost? wrong, CancellationToken cancellationToken = default)
    {
        var lun = lab.Environment.Luns.OfType<DeviceLun>().FirstOrDefault() ?? throw new HarnessException(
            FailureClass.Config,
            $"environment '{lab.Environment.Name}' has no LUN of 'kind: device': tag the scenario @needs:device-lun");
        var sites = lab.Hosts.Select(host => new VduseSite(host.Host, host.Directory, host == wrong)).ToImmutableArray();
        var disks = await VduseOnLun.CreateAsync(sites, lun, lab.Provisioning, cancellationToken);
        foreach (var host in lab.Hosts)
        {
            var shown = await VdpaTool.ShowDevicesAsync(host.Host, cancellationToken);
            lab.Evidence.Write($"vdpa-dev-show-{host.Name}.json", shown);
        }

        return [.. lab.Hosts.Zip(disks, (host, disk) => new GuestPlace(host.Name, host, disk))];
    }

    private static IVdpaProvider Provider(
        LabHost host, VdpaSource source, bool shared, ImmutableArray<VdpaDeviceName> names) => (source, shared) switch
    {
        (VdpaSource.Simulator, _) => new SimBlkProvider(shared, names),
        (VdpaSource.Vduse, true) => new VduseProvider(host.Directory, VduseBytes, names),
        (VdpaSource.Existing, true) => new ExistingProvider([.. names.Select(name => Existing(host, name))]),
        _ => throw new HarnessException(
            FailureClass.Config,
            "devices of vduse and existing share their backend; only those of vdpa_sim_blk can have one each"),
    };

    /// <summary>Finds a device in the environment file, so that a feature gets no device that its owner did not list.</summary>
    private static ExistingVdpa Existing(LabHost host, VdpaDeviceName name) =>
        host.Description.Find("vdpa")?.Attributes.GetValueOrDefault(name.Text) switch
        {
            null => throw new HarnessException(
                FailureClass.Config,
                $"the environment does not name the vdpa device {name} of {host.Name}: add it to the host's offers, as " +
                $"'vdpa: {{ {name}: {IsThere} }}' or with the management device to make it on"),
            IsThere => new ExistingVdpa(name),
            var managementDevice => new ExistingVdpa(name, managementDevice),
        };
}
