using System.Text.Json;
using TestHarness.Contract;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Registry;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Tests.Contract;

/// <summary>How many of the contract's scenarios pass, fail and are skipped, with every engine.</summary>
public sealed class ContractVerdictTests
{
    public const string Lenient = "8 passed, 7 failed, 2 skipped";

    /// <summary>A skipped scenario has failed.</summary>
    public const string Strict = "8 passed, 9 failed, 0 skipped";

    internal static BindingRegistry Registry =>
        BindingRegistry.Discover([typeof(ContractSteps), typeof(ContractHooks), typeof(ContractTransformations)]);

    [TestCase(false, Lenient)]
    [TestCase(true, Strict)]
    public async Task Verdicts_count_what_is_skipped_as_a_failure_in_strict_mode(bool strict, string verdicts)
    {
        var root = Path.Combine(AppContext.BaseDirectory, "Contract");
        var runner = new FeatureRunner(Registry, RunOptions.Default with { Strict = strict });

        var result = await runner.RunAsync(FeatureSet.Load([Path.Combine(root, "features")], root));

        Assert.That(ContractRun.Verdicts(result), Is.EqualTo(verdicts));
    }

    /// <summary>By Reqnroll's default a scenario with a missing step is inconclusive, which dotnet test does not count as failed.</summary>
    [TestCase("features/reqnroll.json")]
    [TestCase("tests/TestHarness.Contract/reqnroll.json")]
    public void Reqnroll_is_set_to_fail_a_scenario_with_a_missing_or_pending_step(string file)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), file)));
        Assert.That(
            settings.RootElement.GetProperty("runtime").GetProperty("missingOrPendingStepsOutcome").GetString(),
            Is.EqualTo("Error"));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TestHarness.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests do not run within the repository");
        return folder.FullName;
    }
}
