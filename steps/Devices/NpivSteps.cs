using System.Collections.Immutable;
using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.Libvirt;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Failures;
using TestHarness.Labs;
using TestHarness.Steps.World;
using TestHarness.Storage;

namespace TestHarness.Steps.Devices;

/// <summary>"How to use NPIV in libvirt", with virsh, on one host.</summary>
[Binding]
public sealed class NpivSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private ImmutableArray<Hba> _hbas = [];
    private int _vportsBefore;
    private LabHost? _host;
    private Vhba? _vhba;
    private PersistentVhba? _pool;

    private LabHost Host => _host ?? throw new HarnessException(FailureClass.Config, "no step has named a host yet");

    private Wwn Wwpn => _vhba?.Wwns.Wwpn ?? (_pool?.Pool.Adapter as FcHostAdapter)?.Wwns.Wwpn
        ?? throw new HarnessException(FailureClass.Config, "no vHBA was created and no pool of one defined before");

    /// <summary>nodedev-list --cap vports, and nodedev-dumpxml of each.</summary>
    [When("the HBAs of {word} that support vHBA are listed")]
    public async Task WhenTheHbasAreListed(string host)
    {
        _host = world.Lab.Host(host);
        _hbas = await HbaDiscovery.FindAsync(new Virsh(Host.Host));
        foreach (var hba in _hbas)
            output.WriteLine($"{hba}");
    }

    [Then("there is one that is Online with a free vport")]
    public void ThenOneIsOnline() => HbaDiscovery.Choose(Host.Name, _hbas, null);

    /// <summary>The WWNs are the environment's for that position, from 1.</summary>
    [Given("vHBA {int} of the environment is created on {word}")]
    [When("vHBA {int} of the environment is created on {word}")]
    public Task WhenAVhbaIsCreated(int number, string host) => CreateAsync(host, lab => world.Lab.Vhba(lab, number));

    [When("a vHBA is created on {word}, whose WWNs libvirt generates")]
    public Task WhenAVhbaIsGenerated(string host) => CreateAsync(host, _ => new VhbaRequest());

    /// <summary>Its port_state is Online and its vport Active: it has logged in to the fabric (FDISC).</summary>
    [Then("the vHBA is Online")]
    public async Task ThenTheVhbaIsOnline()
    {
        var port = await VhbaState.AwaitOnlineAsync(Host.Host, Wwpn, Bound);
        output.WriteLine($"host{port.Number}: WWPN {port.Wwns.Wwpn}, N_Port ID {port.PortId}, {port.State}");
    }

    /// <summary>virsh nodedev-dumpxml has the WWNs and the parent, and the parent has one vport more in use than before.</summary>
    [Then("libvirt shows the vHBA below its HBA")]
    public async Task ThenLibvirtShowsTheVhba()
    {
        var device = await _vhba!.LookAsync();
        output.WriteLine($"{device.Name}: {device.FibreChannel?.Wwns}, parent {device.Parent}");
        var inUse = (await ParentAsync()).Vports;
        if (device.Parent != _vhba.Parent || device.FibreChannel?.Wwns != _vhba.Wwns || inUse != _vportsBefore + 1)
            throw new HarnessException(
                FailureClass.Provision,
                $"expected {_vhba.Wwns} below {_vhba.Parent} with {_vportsBefore + 1} vports in use, found {device.FibreChannel?.Wwns} below {device.Parent} with {inUse}");
    }

    [When("the vHBA is destroyed")]
    public Task WhenTheVhbaIsDestroyed() => _vhba!.DestroyAsync();

    [Then("the host has no port of its WWPN")]
    public async Task ThenThereIsNoPort()
    {
        if (await VhbaState.FindAsync(Host.Host, Wwpn) is { } port)
            throw new HarnessException(FailureClass.Provision, $"expected no port of WWPN {Wwpn} on {Host.Name}, found host{port.Number} ({port.State})");
    }

    /// <summary>A scsi pool with an fc_host adapter: libvirt makes the vHBA when the pool starts, and removes it when it stops.</summary>
    [Given("the pool {word} of vHBA {int} of the environment is defined on {word}")]
    public async Task GivenThePoolIsDefined(string name, int number, string host)
    {
        _host = world.Lab.Host(host);
        var virsh = new Virsh(Host.Host);
        var request = world.Lab.Vhba(Host, number);
        var pool = await PersistentVhba.DescribeAsync(virsh, name, request.Wwns!, request.Parent);
        output.WriteLine($"{pool.ToXml()}");
        _pool = await PersistentVhba.DefineAsync(virsh, world.Lab.Provisioning, pool);
    }

    [Given("the pool is started")]
    [When("the pool is started")]
    public Task WhenThePoolIsStarted() => Pool.StartAsync();

    [When("the pool is stopped")]
    public Task WhenThePoolIsStopped() => Pool.StopAsync();

    [Given("the pool is set to start with the host")]
    [When("the pool is set to start with the host")]
    public Task WhenThePoolStartsWithTheHost() => Pool.StartWithHostAsync(true);

    [When("the pool is undefined")]
    public Task WhenThePoolIsUndefined() => Pool.UndefineAsync();

    /// <summary>virsh pool-info; the state is running, stopped or autostart.</summary>
    [Then("virsh shows the pool as {word}")]
    public async Task ThenVirshShowsThePool(string state)
    {
        var info = await Pool.InfoAsync();
        output.WriteLine($"{info}");
        var isSo = state switch
        {
            "running" => info.IsRunning,
            "stopped" => !info.IsRunning,
            "autostart" => info.StartsWithHost,
            _ => throw new HarnessException(FailureClass.Config, $"'{state}' is no state of a pool: expected running, stopped or autostart"),
        };
        if (!isSo)
            throw new HarnessException(FailureClass.Provision, $"expected the pool to be {state}, found {info}");
    }

    /// <summary>vol-list --details (where there is a pool), nodedev-list --tree and sysfs with /dev/disk/by-path agree, and the environment's LUN is among them.</summary>
    [Then("every way to find LUNs shows the environment's LUN by its WWID")]
    public async Task ThenEveryWayShowsTheLun()
    {
        var lun = await LunLookup.AwaitAsync(new Virsh(Host.Host), Wwpn, Wwid.Of(world.Lab.LunBehindVhbas.Wwid), Bound, _pool);
        output.WriteLine($"{lun.Address}: {lun.Block}, WWID {lun.Wwid}, {lun.Size} bytes, {lun.Path}");
    }

    private PersistentVhba Pool => _pool ?? throw new HarnessException(FailureClass.Config, "no pool was defined before");

    private async Task CreateAsync(string host, Func<LabHost, VhbaRequest> request)
    {
        _host = world.Lab.Host(host);
        var virsh = new Virsh(Host.Host);
        _vportsBefore = HbaDiscovery.Choose(Host.Name, await HbaDiscovery.FindAsync(virsh), null).Vports ?? 0;
        _vhba = await Vhba.CreateAsync(virsh, world.Lab.Provisioning, request(Host));
        output.WriteLine($"vHBA {_vhba.Wwns} on {_vhba.Parent}");
    }

    private async Task<Hba> ParentAsync() => (await HbaDiscovery.FindAsync(new Virsh(Host.Host))).First(hba => hba.Name == _vhba!.Parent);
}
