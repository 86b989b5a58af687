using Reqnroll;

namespace TestHarness.Benchmarks.Scenarios;

[Binding]
public sealed class EmptySteps
{
    /// <summary>Does nothing: such a scenario's time is the harness's own.</summary>
    [Then("nothing is done")]
    public void ThenNothingIsDone()
    {
    }
}
