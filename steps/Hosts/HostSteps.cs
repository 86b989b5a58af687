using Reqnroll;
using TestHarness.GuestPlaces;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Hosts;

/// <summary>The hosts of the scenario.</summary>
[Binding]
public sealed class HostSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    /// <summary>Reboots a host and waits until commands run there again; for hosts that offer this (@needs:reboot).</summary>
    [When("{word} reboots")]
    public async Task WhenAHostReboots(HostName host)
    {
        await world.Lab.Reboots.RebootAsync(world.Lab.Host(host), world.Cancelled);
        output.WriteLine($"{host} is back");
    }
}
