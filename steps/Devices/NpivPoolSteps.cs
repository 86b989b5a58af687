using Reqnroll;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Npiv.Provisioning;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Devices;

/// <summary>"How to use NPIV in libvirt": storage pools that bring their vHBA.</summary>
[Binding]
public sealed class NpivPoolSteps(ScenarioWorld world, NpivWorld npiv, IReqnrollOutputHelper output)
{
    /// <summary>A scsi pool with an fc_host adapter: libvirt makes the vHBA when the pool starts, and removes it when it stops.</summary>
    [Given("the pool {word} of vHBA {int} of the environment is defined on {word}")]
    public async Task GivenThePoolIsDefined(PoolName name, Position number, HostName host)
    {
        npiv.Host = world.Lab.Host(host);
        var provisioning = new VhbaProvisioning(world.Lab);
        var request = provisioning.Vhba(npiv.Host, number.Value);
        var wwns = provisioning.RequireWwns(npiv.Host, request);
        var pool = await PersistentVhba.DescribeAsync(npiv.Virsh, name, wwns, request.Parent, world.Cancelled);
        output.WriteLine($"{pool.ToXml()}");
        npiv.Pool = await PersistentVhba.DefineAsync(npiv.Virsh, world.Lab.Provisioning, pool, world.Cancelled);
    }

    /// <summary>As before libvirt 1.0.5; the harness warns of it. The pool does not bring the vHBA, which must be there.</summary>
    [Given("the pool {word} of the vHBA's SCSI host, by its number, is defined")]
    public async Task GivenThePoolIsDefinedByNumber(PoolName name)
    {
        var port =
            await VhbaState.AwaitOnlineAsync(npiv.Host.Host, npiv.Wwpn, world.Lab.Environment.Timeouts.Lun, world.Cancelled);
        var pool = new ScsiPool(name, new NumberedAdapter($"scsi_host{port.Number}"));
        output.WriteLine($"{pool.ToXml()}\nwarning: {pool.Warning}");
        npiv.Pool = await PersistentVhba.DefineAsync(npiv.Virsh, world.Lab.Provisioning, pool, world.Cancelled);
    }

    /// <summary>The same on every host of the scenario, started: the environment's first LUN of kind fc is a volume of each pool.</summary>
    [Given("a pool {word} of vHBA {int} of the environment on each host, with the same LUN in them")]
    public async Task GivenAPoolOnEachHost(PoolName name, Position number)
    {
        npiv.PoolName = name;
        npiv.Vhbas = await new VhbaProvisioning(world.Lab).MakePoolsAsync(name, number.Value, world.Cancelled);
        world.Places = [.. npiv.Vhbas.Select(vhba => vhba.Place)];
        foreach (var vhba in npiv.Vhbas)
            output.WriteLine($"{vhba}");
    }

    [Given("the pool is started")]
    [When("the pool is started")]
    public Task WhenThePoolIsStarted() => npiv.Pool.StartAsync(world.Cancelled);

    [When("the pool is stopped")]
    public Task WhenThePoolIsStopped() => npiv.Pool.StopAsync(world.Cancelled);

    [Given("the pool is set to start with the host")]
    [When("the pool is set to start with the host")]
    public Task WhenThePoolStartsWithTheHost() => npiv.Pool.StartWithHostAsync(true, world.Cancelled);

    [When("the pool is undefined")]
    public Task WhenThePoolIsUndefined() => npiv.Pool.UndefineAsync(world.Cancelled);

    /// <summary>virsh pool-info; the state is running, stopped or autostart.</summary>
    [Then("virsh shows the pool as {word}")]
    public async Task ThenVirshShowsThePool(PoolState state)
    {
        var info = await npiv.Pool.InfoAsync(world.Cancelled);
        output.WriteLine($"{info}");
        var isSo = state switch
        {
            PoolState.Running => info.IsRunning,
            PoolState.Stopped => !info.IsRunning,
            _ => info.StartsWithHost,
        };
        if (!isSo)
            throw new HarnessException(
                FailureClass.Provision, $"expected the pool to be {state.ToString().ToLowerInvariant()}, found {info}");
    }
}
