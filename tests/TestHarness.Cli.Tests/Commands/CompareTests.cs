using TestHarness.Cli.Setup;
using TestHarness.Cli.Tests.Support;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Tests.Commands;

public sealed class CompareTests
{
    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    [Test]
    public async Task Scenarios_that_end_alike_do_not_differ()
    {
        var result = await CompareAsync(HarnessProcess.Fixture("outcomes.feature"), "local", "/opt/one", "/opt/other");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("round 1 of 1, A: /opt/one\n").And.Contain("round 1 of 1, B: /opt/other\n"));
        Assert.That(result.Output, Does.Contain(
            "A and B do not differ (scenarios: 1 no difference, 2 not compared)"));
        Assert.That(result.Output.Split('\n'), Does.Contain("A: /opt/one").And.Contain("B: /opt/other"));
    }

    [Test]
    public async Task QEMUs_that_are_not_there_cannot_be_compared()
    {
        var result = await CompareAsync(HarnessProcess.Fixture("ping-pong.feature"), "local", "/opt/one", "/opt/other");

        Assert.That(result.ExitCode, Is.EqualTo(125), result.Error);
        Assert.That(result.Output, Does.Contain("no QEMU was found on host1: looked for /opt/one"));
        Assert.That(result.Output, Does.Contain("it cannot be told whether A and B differ (scenarios: 1 not compared)"));
    }

    [Test]
    public async Task A_run_with_a_QEMU_that_is_not_there_cannot_be_told()
    {
        var feature = HarnessProcess.Fixture("ping-pong.feature");
        var result = await _harness.RunAsync("run", feature, "--env", "local", "--qemu", "host2=/opt/other");

        Assert.That(result.ExitCode, Is.EqualTo(125), result.Error);
        Assert.That(result.Output, Does.Contain("no QEMU was found on host2: looked for /opt/other"));
    }

    [TestCase("--qemu", "host9=/opt/one", "environment 'local' has no host 'host9'; it has host1, host2")]
    [TestCase("--qemu", "host1=", "--qemu 'host1=': expected PATH or HOST=PATH")]
    public async Task A_wrong_choice_of_a_QEMU_is_bad_input(string option, string choice, string expected)
    {
        var feature = HarnessProcess.Fixture("ping-pong.feature");
        var result = await _harness.RunAsync("run", feature, "--env", "local", option, choice);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(expected));
    }

    [TestCase("0")]
    [TestCase("x")]
    public async Task A_wrong_number_of_rounds_is_bad_input(string rounds)
    {
        var result = await _harness.RunAsync("compare", "--rounds", rounds);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("--rounds: expected a number from 1 to 100"));
    }

    [Test]
    public async Task Two_QEMUs_are_expected()
    {
        var result = await _harness.RunAsync("compare", "--qemu", "/opt/one");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("expected --qemu twice, for the two QEMUs that are compared"));
    }

    [Test]
    [Category("slow")]
    public async Task A_QEMU_does_not_differ_from_itself()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");
        var qemu = Requirement.Find("qemu-system-x86_64")!;

        var result = await CompareAsync(HarnessProcess.Fixture("there-and-back.feature"), "local", qemu, qemu);

        Assert.That(result.ExitCode, Is.Zero, $"{result.Output}{result.Error}");
        Assert.That(result.Output, Does.Contain("A and B do not differ (scenarios: 1 no difference)"));
        Assert.That(result.Output, Does.Match(
            @"downtime: median \S+ ms of 2 legs with A, \S+ ms of 2 legs with B; too few legs to tell a difference"));
        AssertRecordHasLegs(Path.Combine(_harness.Reports, "compare", "A-1"));
    }

    private static void AssertRecordHasLegs(string reports)
    {
        var runs = new RunFolders(reports);
        var record = runs.Read(runs.Ids.Single());
        var line = record.Scenarios.Single().Shown;
        Assert.Multiple(() =>
        {
            Assert.That(line.Hosts, Is.EqualTo(new[] { "host1", "host2" }));
            Assert.That(line.Legs.Select(leg => leg.Number), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(line.Legs.Select(leg => $"{leg.From} {leg.To}"), Is.EqualTo(new[] { "host1 host2", "host2 host1" }));
            Assert.That(line.Legs, Has.All.Property(nameof(LegRecord.DowntimeMs)).Positive);
            Assert.That(line.Legs.Select(leg => leg.Sent!.Samples), Has.All.Not.Empty);
            Assert.That(line.Legs.Select(leg => leg.ChecksMade), Has.All.Contain("kernel log"));
            Assert.That(record.Hosts!.Hosts.Select(host => host.Name), Is.EqualTo(new[] { "host1", "host2" }));
            Assert.That(record.Hosts.Hosts.Select(host => host.MachineType), Has.All.StartWith("pc-q35-"));
            Assert.That(File.Exists(Path.Combine(record.Folder, line.Evidence!, "legs.txt")));
            Assert.That(line.Evidence, Does.StartWith($"../../evidence/{record.Run.Id}/"));
        });
    }

    private Task<HarnessOutput> CompareAsync(string feature, string environment, string a, string b) =>
        _harness.RunAsync("compare", feature, "--env", environment, "--qemu", a, "--qemu", b, "--rounds", "1");
}
