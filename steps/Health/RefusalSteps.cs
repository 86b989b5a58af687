using Reqnroll;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Health;

/// <summary>Why something was refused that had to be.</summary>
[Binding]
public sealed class RefusalSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    [Then("the reason names {string}")]
    public void ThenTheReasonNames(string text)
    {
        output.WriteLine(world.Refusal ?? "");
        world.CheckRefusal(text);
    }
}
