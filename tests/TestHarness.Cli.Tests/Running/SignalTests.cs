using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Running;

/// <summary>What a run says and does at a first and at a second signal.</summary>
public sealed class SignalTests
{
    private const string SecondSignal = "a second Ctrl-C ends at once";

    private FileScenarios _scenarios = null!;

    private HarnessProcess Harness => _scenarios.Harness;

    [SetUp]
    public void Start() => _scenarios = new FileScenarios();

    [TearDown]
    public void End() => _scenarios.Dispose();

    [TestCase("INT")]
    [TestCase("TERM")]
    [TestCase("HUP")]
    public async Task A_first_signal_names_the_scenario_and_ends_the_run_in_good_order(string signal)
    {
        var feature = _scenarios.Write("a.feature", """
            Feature: F
              Scenario: Waits
                When the file "~/never" is awaited
              Scenario: Does not start
                Then the file "~/never" is there
            """);

        var result = await Harness.SignalAsync($"-{signal}", "When the file", _scenarios.Words(feature));

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(130), result.Error);
            Assert.That(
                result.Error, Does.Contain($"cancelled: tearing down 'Waits' (a.feature:2) (SIG{signal})\n{SecondSignal}"));
            Assert.That(result.Output, Does.Contain("skipped: the run was cancelled"));
            Assert.That(result.Output, Does.Contain("0 passed, 1 failed, 1 skipped"));
            Assert.That(_scenarios.Last.End?.Cancelled, Is.True);
        });
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task A_second_signal_ends_the_run_at_once(string signal)
    {
        var feature = _scenarios.Write(
            "a.feature",
            "Feature: F\n  Scenario: Hangs\n    When the file \"~/never\" is awaited after a cancellation too\n");

        var result = await Harness.SignalTwiceAsync($"-{signal}", "When the file", SecondSignal, _scenarios.Words(feature));

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(130), result.Output);
            Assert.That(result.Error, Does.Contain($"ended at once (SIG{signal}): 'Hangs' (a.feature:2) was not torn down"));
            Assert.That(result.Error, Does.Contain("nothing is left on hosts"));
            Assert.That(_scenarios.Last.End, Is.Null);
        });
    }

    [Test]
    [Category("slow")]
    public async Task A_second_signal_names_what_is_left_on_hosts_and_clean_removes_it()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");
        string[] run = ["run", HarnessProcess.Fixture("interrupted.feature"), "--env", "local"];

        var result = await Harness.SignalTwiceAsync("-INT", "leg 1: ", SecondSignal, run);

        Assert.That(result.ExitCode, Is.EqualTo(130), result.Output);
        Assert.That(result.Error, Does.Match(@"tearing down 'In each phase' \(.*interrupted\.feature:3\) on host1, host2"));
        Assert.That(result.Error, Does.Match(@"left on host1: \S").And.Contain("'harness clean' undoes the rest"));
        Assert.That(() => Harness.Started, Is.Empty.After(10_000, 50), "the supervisors end the processes");
        var cleaned = await Harness.RunAsync("clean");
        Assert.That((cleaned.ExitCode, cleaned.Output.Contains(" removed", StringComparison.Ordinal)), Is.EqualTo((0, true)));
    }
}
