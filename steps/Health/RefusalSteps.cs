using Reqnroll;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Health;

/// <summary>The reason of an expected refusal.</summary>
[Binding]
public sealed class RefusalSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    /// <summary>Checks that the reason of the last expected refusal has a text.</summary>
    [Then("the reason names {string}")]
    public void ThenTheReasonNames(ReasonText text)
    {
        output.WriteLine(world.Refusal ?? "");
        world.CheckRefusal(text.Text);
    }
}
