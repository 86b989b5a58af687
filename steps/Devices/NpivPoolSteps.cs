using TestHarness.Devices.Npiv.Pools;
using TestHarness.Failures;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Devices;

/// <summary>"How to use NPIV in libvirt": storage pools that bring their vHBA.</summary>
[Binding]
public sealed class NpivPoolSteps(ScenarioWorld world, NpivWorld npiv, IReqnrollOutputHelper output)
{
    /// <summary>A scsi pool with an fc_host adapter: libvirt makes the vHBA when the pool starts, and removes it when it stops.</summary>
    [Given("the pool {word} of vHBA {int} of the environment is defined on {word}")]
    public async Task GivenThePoolIsDefined(string name, int number, string host)
    {
        npiv.Host = world.Lab.Host(host);
        var request = world.Lab.Vhba(npiv.Host, number);
        var pool = await PersistentVhba.DescribeAsync(npiv.Virsh, name, request.Wwns!, request.Parent);
        output.WriteLine($"{pool.ToXml()}");
        npiv.Pool = await PersistentVhba.DefineAsync(npiv.Virsh, world.Lab.Provisioning, pool);
    }

    [Given("the pool is started")]
    [When("the pool is started")]
    public Task WhenThePoolIsStarted() => npiv.Pool.StartAsync();

    [When("the pool is stopped")]
    public Task WhenThePoolIsStopped() => npiv.Pool.StopAsync();

    [Given("the pool is set to start with the host")]
    [When("the pool is set to start with the host")]
    public Task WhenThePoolStartsWithTheHost() => npiv.Pool.StartWithHostAsync(true);

    [When("the pool is undefined")]
    public Task WhenThePoolIsUndefined() => npiv.Pool.UndefineAsync();

    /// <summary>virsh pool-info; the state is running, stopped or autostart.</summary>
    [Then("virsh shows the pool as {word}")]
    public async Task ThenVirshShowsThePool(string state)
    {
        var info = await npiv.Pool.InfoAsync();
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
}
