using System.Globalization;
using Reqnroll;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.GuestPlaces;
using TestHarness.Steps.World;

namespace MyLab.Steps;

[Binding]
public sealed class ProcessorSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    /// <summary>Counts the processors that are online on a host of the scenario.</summary>
    [Then("{word} has at least {int} processor(s)")]
    public async Task ThenTheHostHasProcessors(HostName host, int least)
    {
        var result = await world.Lab.Host(host).Host.RunAsync(new Command("nproc", []));
        var count = int.Parse(result.StandardOutput, CultureInfo.InvariantCulture);
        output.WriteLine($"{host} has {count} processors");
        if (count < least)
            throw new HarnessException(FailureClass.Preflight, $"expected at least {least} processors on {host}, found {count}");
    }
}
