using System.Text.RegularExpressions;
using TestHarness.Cli.Tests.Support;
using TestHarness.Golden;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Commands;

public sealed partial class RunTests
{
    private static readonly string Outcomes = HarnessProcess.Fixture("outcomes.feature");

    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    [Test]
    public async Task Reports_how_each_scenario_ended()
    {
        var result = await _harness.RunAsync("run", Outcomes);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
            Assert.That(result.Output.Split('\n'), Does.Contain("1 passed, 1 failed, 1 skipped"));
            Assert.That(result.Output, Does.Contain($"[2/3] Is ignored  {Outcomes}:10\n  skipped: it is tagged @ignore"));
            Assert.That(result.Output, Does.Contain($"at {Outcomes}:15\n      [config] this scenario asks for no hosts"));
            Assert.That(result.Output, Does.Not.Contain('\e'));
        });
    }

    [Test]
    [Category(GoldenFile.Category)]
    public async Task The_output_for_a_person_is_that_of_the_golden_file()
    {
        File.Copy(Outcomes, Path.Combine(_harness.Folder, "outcomes.feature"));
        var result = await _harness.RunAsync("run", "outcomes.feature");
        var output = Duration().Replace(result.Output, " DURATION");
        new GoldenFile("run-output.txt").Compare(RunName().Replace(output, "RUN").TrimEnd().Split('\n'));
    }

    [TestCase("not @bad", "1 passed, 0 failed, 1 skipped")]
    [TestCase("not (@bad or @ignore)", "1 passed, 0 failed, 0 skipped")]
    public async Task A_run_without_failures_exits_with_0(string tags, string totals)
    {
        var result = await _harness.RunAsync("run", Outcomes, "--tags", tags);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(result.Output.Split('\n'), Does.Contain(totals));
        });
    }

    [Test]
    public async Task Runs_the_scenario_at_a_line()
    {
        var result = await _harness.RunAsync("run", $"{Outcomes}:2");
        Assert.That(result.Output.Split('\n'), Does.Contain("1 passed, 0 failed, 0 skipped"));
    }

    [TestCase(0, "0 passed, 0 failed, 1 skipped")]
    [TestCase(1, "0 passed, 1 failed, 0 skipped", "--strict")]
    public async Task Skips_with_the_reason_what_the_environment_lacks(int exitCode, string totals, params string[] options)
    {
        var result = await _harness.RunAsync(
            ["run", HarnessProcess.Fixture("three-hosts.feature"), "--env", HarnessProcess.Fixture("no-qemu.yaml"), .. options]);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Error);
            Assert.That(result.Output.Split('\n'), Does.Contain(totals));
            Assert.That(result.Output, Does.Contain("needs 3 hosts, environment 'no-qemu' has 1; no QEMU was found on host1"));
        });
    }

    [Test]
    public async Task Fails_under_a_strict_environment_what_the_environment_lacks()
    {
        var environment = Path.Combine(_harness.Folder, "strict.yaml");
        await File.WriteAllTextAsync(
            environment, await File.ReadAllTextAsync(HarnessProcess.Fixture("no-qemu.yaml")) + "strict: true\n");

        var result = await _harness.RunAsync("run", HarnessProcess.Fixture("three-hosts.feature"), "--env", environment);

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(result.Output, Does.Contain("[preflight] environment 'no-qemu' is strict: needs 3 hosts"));
    }

    [Test]
    public async Task Counts_recordings_apart_from_what_ran_on_a_host()
    {
        var recorded = await _harness.RunAsync("run", HarnessProcess.Fixture("recorded.feature"));
        Assert.Multiple(() =>
        {
            Assert.That(recorded.Output.Split('\n'), Does.Contain("1 passed, 0 failed, 0 skipped"), recorded.Error);
            Assert.That(recorded.Output, Does.Contain("passed (recorded)")
                .And.Contain("of the passed, 1 compared recordings: no host and no device had a part in them"));
        });

        var none = await _harness.RunAsync("run", $"{Outcomes}:2");
        Assert.That(none.Output, Does.Not.Contain("(recorded)").And.Not.Contain("recordings"));
    }

    [Test]
    public void Every_feature_that_is_recorded_is_tagged_so()
    {
        var files = Directory.GetFiles(Path.Combine(RunSettings.Root, "features"), "*.feature", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file))).ToArray();
        var recorded = files.Where(file => file.Text.Contains(" of a host that was recorded as:", StringComparison.Ordinal));
        var tagged = files.Where(file => file.Text.StartsWith("@mdev @recorded\n", StringComparison.Ordinal));

        Assert.That(tagged.Select(file => file.Name), Is.Not.Empty.And.EquivalentTo(recorded.Select(file => file.Name)));
    }

    [Test]
    public async Task A_leg_that_takes_far_longer_than_in_the_learned_runs_fails()
    {
        if (Setup.Requirement.Find("qemu-system-x86_64") is null)
            Skip.Because(SkipReason.NoQemu, "qemu-system-x86_64 is not installed");
        var environment = Path.Combine(_harness.Folder, "here.yaml");
        var baseline = Path.Combine(_harness.Folder, "baselines", "here.json");
        File.Copy(RunSettings.PathOf("local"), environment);
        string[] run = ["run", HarnessProcess.Fixture("slow-leg.feature"), "--env", environment];

        var learned = await _harness.RunAsync([.. run, "--learn-baseline"]);
        Assert.That(learned.Output, Does.Contain("baseline: added leg 1: downtime "), learned.Error);
        Assert.That(learned.Output, Does.Contain("not compared with a baseline: none learned"));
        var usual = await File.ReadAllTextAsync(baseline);
        await File.WriteAllTextAsync(baseline, Regex.Replace(usual, "(\"total time\": \\[) [0-9]+", "$1 1, 1, 1"));

        var slow = await _harness.RunAsync(run);
        Assert.Multiple(() =>
        {
            Assert.That(slow.ExitCode, Is.EqualTo(1), slow.Error);
            Assert.That(
                slow.Output, Does.Match(@"\[migration\] expected figures near the usual ones, found leg 1: total time \d+ ms"));
            Assert.That(slow.Output, Does.Contain("which is over 2005 ms: 5 times the usual 1 ms and 2000 ms"));
            Assert.That(slow.Output, Does.Contain(baseline).And.Contain("0 passed, 1 failed, 0 skipped"));
        });
    }

    [Test]
    public async Task Leaves_the_results_of_the_last_run_alone()
    {
        var results = Path.Combine(_harness.Reports, "allure-results");
        await _harness.RunAsync("run", Outcomes);
        await File.WriteAllTextAsync(Path.Combine(results, "executor.json"), "{}");
        await _harness.RunAsync("run", $"{Outcomes}:2");
        Assert.Multiple(() =>
        {
            Assert.That(Directory.GetFiles(results, "*-result.json"), Has.Length.EqualTo(1));
            Assert.That(File.Exists(Path.Combine(results, "executor.json")), Is.True);
            Assert.That(
                File.ReadAllText(Path.Combine(results, "environment.properties")),
                Does.Contain("results=written by ").And.Contain("environment=virtual-lab\n").And.Contain("harness=").And.Contain(
                    "kernel=")
                    .And.Contain("dotnet=.NET "));
            Assert.That(File.ReadAllText(Path.Combine(results, "categories.json")), Does.Contain("guest-health"));
        });
    }

    [Test]
    public async Task Keeps_the_evidence_of_the_last_runs()
    {
        var evidence = Path.Combine(_harness.Reports, "evidence");
        for (var day = 1; day <= 12; day++)
            Directory.CreateDirectory(Path.Combine(evidence, $"202601{day:00}-120000"));
        Directory.CreateDirectory(Path.Combine(evidence, "mine"));
        await _harness.RunAsync("run", $"{Outcomes}:2");
        Assert.That(
            Directory.GetDirectories(evidence).Select(Path.GetFileName).Order(),
            Is.EqualTo(Enumerable.Range(4, 9).Select(day => $"202601{day:00}-120000").Append("mine")));
    }

    [Test]
    [Category("slow")]
    public async Task Tears_down_when_interrupted()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");

        var result = await _harness.InterruptAsync(
            "leg 1:", "run", HarnessProcess.Fixture("ping-pong.feature"), "--env", "local");
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(130), result.Error);
            Assert.That(result.Error, Does.Contain("cancelled: tearing down"));
            Assert.That(result.Output, Does.Contain("the run was cancelled during 'When the guest is migrated 1000 times"));
            Assert.That(_harness.StartedAtInterrupt, Has.Some.Contains("qemu-system-x86_64"));
            Assert.That(_harness.Started, Is.Empty);
            Assert.That(Directory.GetFiles(Path.Combine(_harness.Folder, "state"), "*", SearchOption.AllDirectories), Is.Empty);
        });
    }

    [Test, Category("slow")]
    public async Task All_that_a_run_has_started_has_ended_when_its_totals_are_printed()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");

        var result = await _harness.InterruptAsync(
            "1 passed, 0 failed, 0 skipped", "run", HarnessProcess.Fixture("interrupted.feature"), "--env", "local");

        Assert.That(result.Output, Does.Contain("1 passed, 0 failed, 0 skipped"));
        Assert.That(_harness.StartedAtInterrupt, Is.Empty);
    }

    /// <summary>A duration as the output has it, with the spaces that pad a column for it.</summary>
    [GeneratedRegex(@" *\b[0-9]+(\.[0-9]+)? (ms|s)\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"\d{8}-\d{6}-\d{3}-[0-9a-f]{4}")]
    private static partial Regex RunName();
}
