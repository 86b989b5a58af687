using System.Collections.Immutable;
using Reqnroll;
using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.Provisioning;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;
using TestHarness.Storage;

namespace TestHarness.Steps.Devices;

/// <summary>"How to use NPIV in libvirt": HBAs, and vHBAs by nodedev-create.</summary>
[Binding]
public sealed class NpivSteps(ScenarioWorld world, NpivWorld npiv, IReqnrollOutputHelper output)
{
    private TimeSpan Bound => world.Lab.Environment.Timeouts.Lun;

    private ImmutableArray<Hba> _hbas = [];
    private int _vportsBefore;

    /// <summary>Lists the HBAs by nodedev-list --cap vports, and nodedev-dumpxml of each.</summary>
    [When("the HBAs of {word} that support vHBA are listed")]
    public async Task WhenTheHbasAreListed(HostName host)
    {
        npiv.Host = world.Lab.Host(host);
        _hbas = await HbaDiscovery.FindAsync(npiv.Virsh, world.Cancelled);
        foreach (var hba in _hbas)
            output.WriteLine($"{hba}");
    }

    /// <summary>Checks that one of the listed HBAs is Online and has a free vport.</summary>
    [Then("there is one that is Online with a free vport")]
    public void ThenOneIsOnline() => HbaDiscovery.Choose(npiv.Host.Name, _hbas, null);

    /// <summary>Creates a vHBA with the WWNs that the environment lists at this position, from 1.</summary>
    [Given("vHBA {int} of the environment is created on {word}")]
    [When("vHBA {int} of the environment is created on {word}")]
    public Task WhenAVhbaIsCreated(Position number, HostName host) =>
        CreateAsync(host, lab => new VhbaProvisioning(world.Lab).Vhba(lab, number.Value));

    /// <summary>Creates a vHBA with WWNs that libvirt generates.</summary>
    [When("a vHBA is created on {word}, whose WWNs libvirt generates")]
    public Task WhenAVhbaIsGenerated(HostName host) => CreateAsync(host, _ => new VhbaRequest());

    /// <summary>
    /// Waits until the vHBA's port_state is Online and its vport Active: it is logged in to the fabric (FDISC).
    /// </summary>
    [Given("the vHBA is Online")]
    [Then("the vHBA is Online")]
    public async Task ThenTheVhbaIsOnline()
    {
        var port = await VhbaState.AwaitOnlineAsync(npiv.Host.Host, npiv.Wwpn, Bound, world.Cancelled);
        output.WriteLine($"host{port.Number}: WWPN {port.Wwns.Wwpn}, N_Port ID {port.PortId}, {port.State}");
    }

    /// <summary>
    /// Checks that virsh nodedev-dumpxml has the WWNs and the parent, and that the parent has one more vport in use than before.
    /// </summary>
    [Then("libvirt shows the vHBA below its HBA")]
    public async Task ThenLibvirtShowsTheVhba()
    {
        var device = await npiv.Vhba.LookAsync(world.Cancelled);
        output.WriteLine($"{device.Name}: {device.FibreChannel?.Wwns}, parent {device.Parent}");
        var inUse = (await ParentAsync()).Vports;
        if (device.Parent != npiv.Vhba.Parent || device.FibreChannel?.Wwns != npiv.Vhba.Wwns || inUse != _vportsBefore + 1)
            throw new HarnessException(
                FailureClass.Provision,
                $"expected {npiv.Vhba.Wwns} below {npiv.Vhba.Parent} with {_vportsBefore + 1} vports in use, found "
                + $"{device.FibreChannel?.Wwns} below {device.Parent} with {inUse}");
    }

    /// <summary>Destroys the vHBA by nodedev-destroy.</summary>
    [When("the vHBA is destroyed")]
    public Task WhenTheVhbaIsDestroyed() => npiv.Vhba.DestroyAsync(world.Cancelled);

    /// <summary>Checks that the kernel has no port with the WWPN of the vHBA.</summary>
    [Then("the host has no port of its WWPN")]
    public async Task ThenThereIsNoPort()
    {
        if (await VhbaState.FindAsync(npiv.Host.Host, npiv.Wwpn, world.Cancelled) is { } port)
            throw new HarnessException(
                FailureClass.Provision,
                $"expected no port of WWPN {npiv.Wwpn} on {npiv.Host.Name}, found host{port.Number} ({port.State})");
    }

    /// <summary>
    /// Checks that vol-list --details (when there is a pool), nodedev-list --tree, and sysfs with /dev/disk/by-path agree, and
    /// that they have the environment's LUN.
    /// </summary>
    [Then("every way to find LUNs shows the environment's LUN by its WWID")]
    public async Task ThenEveryWayShowsTheLun()
    {
        var wwid = Wwid.Of(new VhbaProvisioning(world.Lab).LunBehindVhbas.Wwid);
        var lun = await LunLookup.AwaitAsync(
            npiv.Virsh, npiv.Wwpn, wwid, Bound, npiv.HasPool ? npiv.Pool : null, world.Cancelled);
        output.WriteLine($"{lun.Address}: {lun.Block}, WWID {lun.Wwid}, {lun.Size} bytes, {lun.Path}");
    }

    private async Task CreateAsync(HostName host, Func<LabHost, VhbaRequest> request)
    {
        npiv.Host = world.Lab.Host(host);
        var hbas = await HbaDiscovery.FindAsync(npiv.Virsh, world.Cancelled);
        _vportsBefore = HbaDiscovery.Choose(npiv.Host.Name, hbas, null).Vports ?? 0;
        npiv.Vhba = await Vhba.CreateAsync(npiv.Virsh, world.Lab.Provisioning, request(npiv.Host), world.Cancelled);
        output.WriteLine($"vHBA {npiv.Vhba.Wwns} on {npiv.Vhba.Parent}");
    }

    private async Task<Hba> ParentAsync() =>
        (await HbaDiscovery.FindAsync(npiv.Virsh, world.Cancelled)).First(hba => hba.Name == npiv.Vhba.Parent);
}
