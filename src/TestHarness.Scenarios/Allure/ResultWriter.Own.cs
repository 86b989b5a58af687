using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

/// <summary>Writes the results of a run by the harness's own writer.</summary>
public static class ResultWriter
{
    public static IRunObserver Create(AllureOptions options) => new AllureWriter(options);
}
