using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

/// <summary>Writes the results of a run by Allure's library.</summary>
public static class ResultWriter
{
    public static IRunObserver Create(AllureOptions options) => new AllureLibraryWriter(options);
}
