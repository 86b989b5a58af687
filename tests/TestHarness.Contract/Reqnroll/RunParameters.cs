using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Running;

namespace TestHarness.Features;

internal static class RunParameters
{
    public static RunOptions Start() => new(
        [ResultWriter.Create(new AllureOptions(Environment.GetEnvironmentVariable("CONTRACT_RESULTS")!) { Framework = "Reqnroll" })],
        Environment.GetEnvironmentVariable("CONTRACT_STRICT") == "true");
}
