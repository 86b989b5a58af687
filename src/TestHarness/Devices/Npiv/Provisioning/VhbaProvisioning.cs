using System.Collections.Immutable;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Libvirt;
using TestHarness.GuestPlaces;
using TestHarness.Storage;

namespace TestHarness.Devices.Npiv.Provisioning;

/// <summary>The vHBAs of a scenario, and the LUN behind them.</summary>
public sealed class VhbaProvisioning(ILab lab)
{
    private const string PortsScript = """
        for port in /sys/class/fc_host/host*; do
            [ ! -e "$port" ] || \
                grep -H . "$port/port_name" "$port/node_name" "$port/port_state" "$port/port_id" "$port/fabric_name"
        done
        """;

    /// <summary>The environment's first LUN behind vHBAs.</summary>
    /// <exception cref="HarnessException">Class config: the environment has none.</exception>
    public FcLun LunBehindVhbas => lab.Environment.Luns.OfType<FcLun>().FirstOrDefault() ?? throw new HarnessException(
        FailureClass.Config, $"environment '{lab.Environment.Name}' has no LUN of kind fc: tag the scenario @needs:fc-lun");

    /// <summary>Returns the WWID of a LUN behind vHBAs.</summary>
    /// <exception cref="HarnessException">Class config: the environment has no such LUN behind vHBAs.</exception>
    public Wwid FcLunWwid(LunName name) =>
        lab.Environment.Luns.OfType<FcLun>().FirstOrDefault(lun => lun.Name == name.Text) is { } lun
        ? Wwid.Of(lun.Wwid)
        : throw new HarnessException(FailureClass.Config, $"environment '{lab.Environment.Name}' has no LUN '{name}' of kind fc");

    /// <summary>
    /// Makes the first vHBA that the environment lists for each host of the scenario, and finds the one LUN behind all of them.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class provision: a vHBA cannot be made or does not come online. Class preflight: a host does not see the LUN.
    /// </exception>
    public async Task<ImmutableArray<VhbaPlace>> MakeAsync(CancellationToken cancellationToken = default)
    {
        var requests = lab.Hosts.Select(host => Vhba(host, 1)).ToImmutableArray();
        WwnUse.RefuseDuplicates(lab.Hosts.Zip(requests).SelectMany(pair =>
            pair.Second.Wwns is { } wwns ? [(pair.First.Name, wwns)] : Array.Empty<(string, WwnPair)>()));
        return [.. await Task.WhenAll(lab.Hosts.Zip(requests, (host, request) => MakeAsync(host, request, cancellationToken)))];
    }

    /// <summary>Makes a vHBA on one host, and finds the LUN behind it.</summary>
    public async Task<VhbaPlace> MakeAsync(LabHost host, VhbaRequest request, CancellationToken cancellationToken = default)
    {
        var virsh = new Virsh(host.Host);
        var vhba = await Vhbas.Vhba.CreateAsync(virsh, lab.Provisioning, request, cancellationToken);
        return await FindLunAsync(host, virsh, vhba.Wwns.Wwpn, null, cancellationToken);
    }

    /// <summary>
    /// Makes and starts a pool of that name on every host of the scenario, each for a vHBA that the environment lists, and finds
    /// the one LUN in all of them.
    /// </summary>
    /// <param name="number">The vHBA's position in the environment's lists, from 1.</param>
    /// <exception cref="HarnessException">
    /// Class provision: a pool does not start, or its vHBA does not come online. Class preflight: a host does not see the LUN.
    /// </exception>
    public async Task<ImmutableArray<VhbaPlace>> MakePoolsAsync(
        PoolName name, int number, CancellationToken cancellationToken = default) =>
        [.. await Task.WhenAll(lab.Hosts.Select(host => MakePoolAsync(host, name, Vhba(host, number), cancellationToken)))];

    private async Task<VhbaPlace> MakePoolAsync(
        LabHost host, PoolName name, VhbaRequest request, CancellationToken cancellationToken)
    {
        var virsh = new Virsh(host.Host);
        var wwns = RequireWwns(host, request);
        var pool = await PersistentVhba.DescribeAsync(virsh, name, wwns, request.Parent, cancellationToken);
        var defined = await PersistentVhba.DefineAsync(virsh, lab.Provisioning, pool, cancellationToken);
        await defined.StartAsync(cancellationToken);
        return await FindLunAsync(host, virsh, wwns.Wwpn, defined, cancellationToken);
    }

    /// <summary>Waits until the vHBA is online and its LUN is found in every way.</summary>
    private async Task<VhbaPlace> FindLunAsync(
        LabHost host, Virsh virsh, Wwn wwpn, PersistentVhba? pool, CancellationToken cancellationToken)
    {
        var bound = lab.Environment.Timeouts.Lun;
        var port = await VhbaState.AwaitOnlineAsync(host.Host, wwpn, bound, cancellationToken);
        var lun = LunBehindVhbas;
        var found = await LunLookup.AwaitAsync(virsh, wwpn, Wwid.Of(lun.Wwid), bound, pool, cancellationToken);
        var ports = await host.Host.RunAsync(Command.Shell(PortsScript), cancellationToken);
        lab.Evidence.Write($"fc-ports-{host.Name}.txt", ports.StandardOutput);
        var disk = await found.FindDiskAsync(host.Host, lun, cancellationToken);
        if (disk.Note is { } note)
        {
            lab.Progress($"{host.Name}: {note}");
            lab.Evidence.Write($"lun-name-{host.Name}.txt", note);
        }

        return new VhbaPlace(lab.Attach(new GuestPlace(host.Name, host, disk)), disk.Note, port, found.Address);
    }

    /// <summary>Returns the WWNs of a vHBA that a pool makes.</summary>
    /// <exception cref="HarnessException">Class config: the environment does not give the vHBA WWNs.</exception>
    public WwnPair RequireWwns(LabHost host, VhbaRequest request) => request.Wwns ?? throw new HarnessException(
        FailureClass.Config, $"environment '{lab.Environment.Name}' gives a vHBA of {host.Name} no WWNs, and a pool needs them");

    /// <summary>Returns the vHBA that the environment lists for a host at a position, from 1.</summary>
    /// <exception cref="HarnessException">Class config: the environment lists fewer vHBAs.</exception>
    public VhbaRequest Vhba(LabHost host, int number)
    {
        var vhbas = host.Description.Vhbas();
        return vhbas.ElementAtOrDefault(number - 1) ?? throw new HarnessException(
            FailureClass.Config,
            $"environment '{lab.Environment.Name}' lists {vhbas.Length} vhbas for {host.Name}, but the scenario needs number "
            + $"{number}"
            + "; give it WWNs for which the storage administrator has zoned and masked the LUN");
    }
}
