using Reqnroll;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Hooks;

/// <summary>Ends what all scenarios of a run share.</summary>
[Binding]
public static class RunHooks
{
    [AfterTestRun]
    public static Task EndRunAsync() => CurrentRun.EndAsync();
}
