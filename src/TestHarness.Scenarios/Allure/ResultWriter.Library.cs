using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

/// <summary>The writer of a run's results by Allure's library.</summary>
public static class ResultWriter
{
    /// <summary>Makes the writer.</summary>
    public static IRunObserver Create(AllureOptions options) => new AllureLibraryWriter(options);
}
