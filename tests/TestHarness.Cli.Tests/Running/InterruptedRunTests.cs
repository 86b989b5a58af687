using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Running;

/// <summary>Ctrl-C in each phase of a scenario: the run ends in time and leaves nothing, and the next run is green.</summary>
[Category("slow")]
public sealed class InterruptedRunTests
{
    private static readonly string Feature = HarnessProcess.Fixture("interrupted.feature");

    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    /// <param name="phase">The phase of the scenario.</param>
    /// <param name="text">
    /// What the run prints when the phase begins; the serial log of a guest that boots is made after that.
    /// </param>
    /// <param name="found">What the run prints of the cancellation.</param>
    [TestCase("open", "[1/1] In each phase", "0 passed, 1 failed, 0 skipped")]
    [TestCase("boot", "Given a guest on host1", "the run was cancelled during 'Given a guest on host1")]
    [TestCase("leg", "leg 1: ", "the run was cancelled during 'When the guest is migrated 2 times")]
    [TestCase("check", "Then the guest is healthy", "the run was cancelled (during|before) '(Then|And) the guest is healthy'")]
    [TestCase("close", "And the guest runs on host1  passed", "1 passed, 0 failed, 0 skipped")]
    public async Task A_run_that_is_interrupted_in_a_phase_leaves_nothing_and_the_next_is_green(
        string phase, string text, string found)
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");

        string[] run = ["run", Feature, "--env", "local"];
        var interrupted = phase == "boot"
            ? await _harness.InterruptAtFileAsync(text, "guest-serial.log", run)
            : await _harness.InterruptAsync(text, run);
        Assert.Multiple(() =>
        {
            Assert.That(interrupted.ExitCode, Is.EqualTo(130), $"{phase}: {interrupted.Output}{interrupted.Error}");
            Assert.That(interrupted.Error, Does.Contain("cancelled: tearing down"));
            Assert.That(interrupted.Output, Does.Match(found));
            AssertNothingIsLeft();
        });

        var next = await _harness.RunAsync(run);
        Assert.That(next.ExitCode, Is.Zero, next.Output + next.Error);
        Assert.That(next.Output, Does.Contain("1 passed, 0 failed, 0 skipped"));
        AssertNothingIsLeft();
    }

    private void AssertNothingIsLeft()
    {
        // A shell that the harness has left removes its FIFOs and ends by itself.
        Assert.That(() => _harness.Started, Is.Empty.After(5000, 50));
        Assert.That(
            Directory.Exists(_harness.State) ? Directory.GetFiles(_harness.State, "*", SearchOption.AllDirectories) : [],
            Is.Empty);
    }
}
