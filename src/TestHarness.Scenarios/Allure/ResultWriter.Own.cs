using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

/// <summary>What writes the results of a run with this package set.</summary>
public static class ResultWriter
{
    public static IRunObserver Create(AllureOptions options) => new AllureWriter(options);
}
