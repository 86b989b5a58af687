using TestHarness.Gherkin.Allure;
using TestHarness.Gherkin.Running;

namespace TestHarness.Features;

internal static class RunParameters
{
    public static RunOptions Start() => new(
        [ResultWriter.Create(new AllureOptions(Environment.GetEnvironmentVariable("CONTRACT_RESULTS")!) { Framework = "Reqnroll" })],
        Environment.GetEnvironmentVariable("CONTRACT_STRICT") == "true");
}
