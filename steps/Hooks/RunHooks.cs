using Reqnroll;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Hooks;

/// <summary>The end of the parts that all scenarios of a run share.</summary>
[Binding]
public static class RunHooks
{
    /// <summary>Ends the connections to the hosts.</summary>
    [AfterTestRun]
    public static Task EndRunAsync() => CurrentRun.EndAsync();
}
