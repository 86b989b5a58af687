using TestHarness.Cli.Tests.Support;
using TestHarness.Tests.Faults;

namespace TestHarness.Cli.Tests.Faults;

/// <summary>The harness itself is ended, killed or stopped in each phase of a scenario.</summary>
[Category("slow")]
internal sealed class HarnessFaultTests
{
    private static readonly string Feature = HarnessProcess.Fixture("faulty.feature");

    /// <summary>
    /// What the run prints when a phase begins; the serial log of a guest that boots is made after that.
    /// </summary>
    private static readonly Dictionary<HarnessPhase, string> Texts = new()
    {
        [HarnessPhase.Open] = "[1/1] In each phase",
        [HarnessPhase.Boot] = "Given a guest on host1",
        [HarnessPhase.Load] = "stamped blocks to the LUN  passed",
        [HarnessPhase.Leg] = "leg 1: ",
        [HarnessPhase.Check] = "Then the guest is healthy",
        [HarnessPhase.Close] = "And the guest runs on host1  passed",
    };

    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");
        _harness = new HarnessProcess();
    }

    [TearDown]
    public void End() => _harness.Dispose();

    [Fault("harness-INT")]
    [Test]
    public Task A_run_that_is_interrupted([Values] HarnessPhase phase) => EndsInOrderAsync(phase, "INT");

    [Fault("harness-TERM")]
    [Test]
    public Task A_run_that_is_terminated([Values] HarnessPhase phase) => EndsInOrderAsync(phase, "TERM");

    /// <summary>The supervisors on the hosts end the processes, and the next run undoes the rest.</summary>
    [Fault("harness-KILL")]
    [Test]
    public async Task A_run_that_is_killed([Values] HarnessPhase phase)
    {
        var result = await SignalAsync(phase, "KILL");

        Assert.That(result.ExitCode, Is.EqualTo(137), result.Error);
        FaultReport.Kept(FaultPromise.BoundedEnd);
        FaultReport.Caused("none");
        Assert.That(() => _harness.Started, Is.Empty.After(20_000, 50));
        await HarnessAftermath.AssertAsync(_harness);
    }

    /// <summary>A harness that stands still for a moment goes on with its scenario.</summary>
    [Fault("harness-STOP")]
    [Test]
    public async Task A_run_that_is_stopped_and_continued([Values] HarnessPhase phase)
    {
        var result = await _harness.StopAsync(
            Texts[phase], FileOf(phase), TimeSpan.FromSeconds(2), "run", Feature, "--env", "local");

        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        FaultReport.Kept(FaultPromise.BoundedEnd);
        FaultReport.Caused("none");
        HarnessAftermath.AssertNothingIsLeft(_harness);
        await HarnessAftermath.AssertAsync(_harness);
    }

    private async Task EndsInOrderAsync(HarnessPhase phase, string signal)
    {
        var result = await SignalAsync(phase, signal);

        Assert.That(result.ExitCode, Is.EqualTo(130), result.Output + result.Error);
        FaultReport.Kept(FaultPromise.BoundedEnd);
        Assert.That(result.Error, Does.Contain("cancelled: tearing down"));
        Assert.That(
            result.Output,
            Does.Match("the run was cancelled (during|before) '|0 passed, 1 failed, 0 skipped|1 passed, 0 failed, 0 skipped"));
        FaultReport.Caused("cancelled");
        HarnessAftermath.AssertNothingIsLeft(_harness);
        await HarnessAftermath.AssertAsync(_harness);
    }

    private Task<HarnessOutput> SignalAsync(HarnessPhase phase, string signal) =>
        _harness.SignalAtFileAsync($"-{signal}", Texts[phase], FileOf(phase), "run", Feature, "--env", "local");

    private static string? FileOf(HarnessPhase phase) => phase == HarnessPhase.Boot ? "guest-serial.log" : null;
}
