using TestHarness.Cli.Selection;
using TestHarness.Cli.Tests.Support;
using TestHarness.Scenarios.Features;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Selection;

public sealed class ShardTests
{
    private static readonly FeatureSet Features = FeatureSet.Load([Path.Combine(RunSettings.Root, "features")], RunSettings.Root);

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(7)]
    public void Each_scenario_is_in_exactly_one_shard_and_the_shards_differ_by_one_at_most(int count)
    {
        string[][] shards = [.. Enumerable.Range(1, count).Select(number => Places(new Shard(number, count).Of(Features)))];

        Assert.That(shards.SelectMany(shard => shard), Is.EquivalentTo(Places(Features)));
        Assert.That(shards.Max(shard => shard.Length) - shards.Min(shard => shard.Length), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void A_shard_without_a_scenario_is_refused() => Assert.That(
        () => new Shard(999, 1000).Of(Features),
        Throws.TypeOf<BadInputException>().With.Message.EndsWith("so that shard 999/1000 has none"));

    [TestCase("")]
    [TestCase("1")]
    [TestCase("0/3")]
    [TestCase("4/3")]
    [TestCase("-1/3")]
    [TestCase("1/2/3")]
    [TestCase("1/1001")]
    [TestCase("1/99999999999")]
    public void A_text_that_names_no_shard_is_not_read(string text) => Assert.That(Shard.Parse(text), Is.Null);

    [Test]
    public async Task A_run_of_a_shard_runs_only_its_scenarios()
    {
        using var harness = new HarnessProcess();
        var result = await harness.RunAsync("run", HarnessProcess.Fixture("outcomes.feature"), "--shard", "1/3");
        Assert.That(result.Output.Split('\n'), Does.Contain("1 passed, 0 failed, 0 skipped"), result.Error);
    }

    [Test]
    public async Task A_mistake_in_the_option_is_bad_input()
    {
        using var harness = new HarnessProcess();
        var result = await harness.RunAsync("run", HarnessProcess.Fixture("outcomes.feature"), "--shard", "4/3");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("--shard 4/3: expected I/N, for example 2/3"));
    }

    [TestCase("--failed")]
    [TestCase("--resume")]
    public async Task A_shard_of_an_earlier_runs_scenarios_is_bad_input(string option)
    {
        using var harness = new HarnessProcess();
        var result = await harness.RunAsync("run", option, "--shard", "1/3");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Is.EqualTo($"{option} runs all of its scenarios: expected no --shard\n"));
    }

    private static string[] Places(FeatureSet features) =>
        [.. features.Scenarios.Select(scenario => $"{scenario.Feature.FullPath}:{scenario.Location.Line}")];
}
