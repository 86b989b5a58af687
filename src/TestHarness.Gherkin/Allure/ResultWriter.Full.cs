using TestHarness.Gherkin.Running;

namespace TestHarness.Gherkin.Allure;

/// <summary>What writes the results of a run with this package set.</summary>
public static class ResultWriter
{
    public static IRunObserver Create(AllureOptions options) => new AllureLibraryWriter(options);
}
