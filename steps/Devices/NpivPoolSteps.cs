using Reqnroll;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Npiv.Provisioning;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Devices;

/// <summary>"How to use NPIV in libvirt": storage pools that make their vHBA.</summary>
[Binding]
public sealed class NpivPoolSteps(ScenarioWorld world, NpivWorld npiv, IReqnrollOutputHelper output)
{
    /// <summary>
    /// Defines a scsi pool with an fc_host adapter. libvirt makes the vHBA when the pool starts, and removes the vHBA when the
    /// pool stops.
    /// </summary>
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

    /// <summary>
    /// Defines a pool as before libvirt 1.0.5, with a warning of the harness. The pool does not make the vHBA, which must exist.
    /// </summary>
    [Given("the pool {word} of the vHBA's SCSI host, by its number, is defined")]
    public async Task GivenThePoolIsDefinedByNumber(PoolName name)
    {
        var port =
            await VhbaState.AwaitOnlineAsync(npiv.Host.Host, npiv.Wwpn, world.Lab.Environment.Timeouts.Lun, world.Cancelled);
        var pool = new ScsiPool(name, new NumberedAdapter($"scsi_host{port.Number}"));
        output.WriteLine($"{pool.ToXml()}\nwarning: {pool.Warning}");
        npiv.Pool = await PersistentVhba.DefineAsync(npiv.Virsh, world.Lab.Provisioning, pool, world.Cancelled);
    }

    /// <summary>
    /// Defines and starts a pool on every host of the scenario. The environment's first LUN of kind fc is a volume of each pool.
    /// </summary>
    [Given("a pool {word} of vHBA {int} of the environment on each host, with the same LUN in them")]
    public async Task GivenAPoolOnEachHost(PoolName name, Position number)
    {
        npiv.PoolName = name;
        npiv.Vhbas = await new VhbaProvisioning(world.Lab).MakePoolsAsync(name, number.Value, world.Cancelled);
        world.Places = [.. npiv.Vhbas.Select(vhba => vhba.Place)];
        foreach (var vhba in npiv.Vhbas)
            output.WriteLine($"{vhba}");
    }

    /// <summary>Starts the pool, which makes its vHBA.</summary>
    [Given("the pool is started")]
    [When("the pool is started")]
    public Task WhenThePoolIsStarted() => npiv.Pool.StartAsync(world.Cancelled);

    /// <summary>Stops the pool, which removes its vHBA.</summary>
    [When("the pool is stopped")]
    public Task WhenThePoolIsStopped() => npiv.Pool.StopAsync(world.Cancelled);

    /// <summary>Makes libvirt start the pool when the host boots.</summary>
    [Given("the pool is set to start with the host")]
    [When("the pool is set to start with the host")]
    public Task WhenThePoolStartsWithTheHost() => npiv.Pool.StartWithHostAsync(true, world.Cancelled);

    /// <summary>Removes the definition of the pool.</summary>
    [When("the pool is undefined")]
    public Task WhenThePoolIsUndefined() => npiv.Pool.UndefineAsync(world.Cancelled);

    /// <summary>Checks the state in virsh pool-info: running, stopped or autostart.</summary>
    [Then("virsh shows the pool as {word}")]
    public async Task ThenVirshShowsThePool(PoolState state)
    {
        var info = await npiv.Pool.InfoAsync(world.Cancelled);
        output.WriteLine($"{info}");
        var isExpected = state switch
        {
            PoolState.Running => info.IsRunning,
            PoolState.Stopped => !info.IsRunning,
            _ => info.StartsWithHost,
        };
        if (!isExpected)
            throw new HarnessException(
                FailureClass.Provision, $"expected the pool to be {state.ToString().ToLowerInvariant()}, found {info}");
    }
}
