using Reqnroll;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Health;

/// <summary>Why something was refused that had to be.</summary>
[Binding]
public sealed class RefusalSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    [Then("the reason names {string}")]
    public void ThenTheReasonNames(ReasonText text)
    {
        output.WriteLine(world.Refusal ?? "");
        world.CheckRefusal(text.Text);
    }
}
