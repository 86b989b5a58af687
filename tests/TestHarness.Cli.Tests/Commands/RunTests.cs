using System.Reflection;
using TestHarness.Cli.Tests.Support;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Commands;

public sealed class RunTests
{
    private static string PackageSet =>
        typeof(RunSettings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "HarnessPackages").Value!;

    private static readonly string Outcomes = HarnessProcess.Fixture("outcomes.feature");

    private HarnessProcess harness = null!;

    [SetUp]
    public void Start() => harness = new HarnessProcess();

    [TearDown]
    public void End() => harness.Dispose();

    [Test]
    public async Task Tells_how_each_scenario_ended()
    {
        var result = await harness.RunAsync("run", Outcomes);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
            Assert.That(result.Output.Split('\n'), Does.Contain("1 passed, 1 failed, 1 skipped"));
            Assert.That(result.Output, Does.Contain($"[2/3] Is ignored  {Outcomes}:6\n  skipped: it is tagged @ignore"));
            Assert.That(result.Output, Does.Contain($"at {Outcomes}:11\n      [config] this scenario asks for no hosts"));
            Assert.That(result.Output, Does.Not.Contain('\e'));
        });
    }

    [TestCase("not @bad", "1 passed, 0 failed, 1 skipped")]
    [TestCase("not (@bad or @ignore)", "1 passed, 0 failed, 0 skipped")]
    public async Task Is_green_without_failures(string tags, string totals)
    {
        var result = await harness.RunAsync("run", Outcomes, "--tags", tags);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(result.Output.Split('\n'), Does.Contain(totals));
        });
    }

    [Test]
    public async Task Runs_the_scenario_at_a_line()
    {
        var result = await harness.RunAsync("run", $"{Outcomes}:2");
        Assert.That(result.Output.Split('\n'), Does.Contain("1 passed, 0 failed, 0 skipped"));
    }

    [TestCase(0, "0 passed, 0 failed, 1 skipped")]
    [TestCase(1, "0 passed, 1 failed, 0 skipped", "--strict")]
    public async Task Skips_with_the_reason_what_the_environment_lacks(int exitCode, string totals, params string[] options)
    {
        var result = await harness.RunAsync(
            ["run", HarnessProcess.Fixture("three-hosts.feature"), "--env", HarnessProcess.Fixture("no-qemu.yaml"), .. options]);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Error);
            Assert.That(result.Output.Split('\n'), Does.Contain(totals));
            Assert.That(result.Output, Does.Contain("needs 3 hosts, environment 'no-qemu' has 1; no QEMU was found on host1"));
        });
    }

    [Test]
    public async Task Leaves_the_results_of_the_last_run_alone()
    {
        var results = Path.Combine(harness.Reports, "allure-results");
        await harness.RunAsync("run", Outcomes);
        await File.WriteAllTextAsync(Path.Combine(results, "executor.json"), "{}");
        await harness.RunAsync("run", $"{Outcomes}:2");
        Assert.Multiple(() =>
        {
            Assert.That(Directory.GetFiles(results, "*-result.json"), Has.Length.EqualTo(1));
            Assert.That(File.Exists(Path.Combine(results, "executor.json")), Is.True);
            Assert.That(
                File.ReadAllText(Path.Combine(results, "environment.properties")),
                Does.Contain($"packages={PackageSet}\n").And.Contain("environment=virtual-lab\n").And.Contain("harness=").And.Contain("kernel=").And.Contain("dotnet=.NET "));
            Assert.That(File.ReadAllText(Path.Combine(results, "categories.json")), Does.Contain("guest-health"));
        });
    }

    [Test]
    public async Task Keeps_the_evidence_of_the_last_runs()
    {
        var evidence = Path.Combine(harness.Reports, "evidence");
        for (var day = 1; day <= 12; day++)
            Directory.CreateDirectory(Path.Combine(evidence, $"202601{day:00}-120000"));
        Directory.CreateDirectory(Path.Combine(evidence, "mine"));
        await harness.RunAsync("run", $"{Outcomes}:2");
        Assert.That(
            Directory.GetDirectories(evidence).Select(Path.GetFileName).Order(),
            Is.EqualTo(Enumerable.Range(4, 9).Select(day => $"202601{day:00}-120000").Append("mine")));
    }

    [Test]
    [Category("slow")]
    public async Task Tears_down_when_interrupted()
    {
        if (Setup.Requirement.Find("qemu-system-x86_64") is null)
            Assert.Ignore("qemu-system-x86_64 is not installed");

        var result = await harness.InterruptAsync("leg 1:", "run", HarnessProcess.Fixture("ping-pong.feature"), "--env", "local");
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(130), result.Error);
            Assert.That(result.Error, Does.Contain("cancelled: tearing down"));
            Assert.That(result.Output, Does.Contain("the run was cancelled during 'When the guest is migrated 1000 times"));
            Assert.That(harness.StartedAtInterrupt, Has.Some.Contains("qemu-system-x86_64"));
            Assert.That(harness.Started, Is.Empty);
            Assert.That(Directory.GetFiles(Path.Combine(harness.Folder, "state"), "*", SearchOption.AllDirectories), Is.Empty);
        });
    }
}
