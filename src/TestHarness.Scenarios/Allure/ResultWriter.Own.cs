using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

/// <summary>The harness's own writer of a run's results.</summary>
public static class ResultWriter
{
    /// <summary>Makes the writer.</summary>
    public static IRunObserver Create(AllureOptions options) => new AllureWriter(options);
}
