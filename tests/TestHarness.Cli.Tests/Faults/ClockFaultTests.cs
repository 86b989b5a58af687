using TestHarness.Cli.Tests.Support;
using TestHarness.Tests.Faults;

namespace TestHarness.Cli.Tests.Faults;

/// <summary>
/// The time of day of the tester and of the hosts is stepped by two hours during a leg, as an administrator or NTP does it.
/// libfaketime gives the step to the harness and to all that it starts; their monotonic clocks go on, as those of a kernel do.
/// </summary>
[Category("slow")]
internal sealed class ClockFaultTests
{
    private HarnessProcess _harness = null!;

    private string Offset => Path.Combine(_harness.Folder, "offset");

    [SetUp]
    public void Start()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");
        Skip.UnlessInstalled(SkipReason.NoFakeTime, "faketime");
        _harness = new HarnessProcess();
    }

    [TearDown]
    public void End() => _harness.Dispose();

    [Fault("clock-forward")]
    [TestCase("leg")]
    public Task A_clock_that_is_set_forward(string phase) => PassesAsync(phase, "+2h");

    [Fault("clock-back")]
    [TestCase("leg")]
    public Task A_clock_that_is_set_back(string phase) => PassesAsync(phase, "-2h");

    private async Task PassesAsync(string phase, string step)
    {
        Assert.That(phase, Is.EqualTo("leg"));
        var library = Directory.GetDirectories("/usr/lib")
            .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).First(File.Exists);
        await File.WriteAllTextAsync(Offset, "+0");
        _harness.Variables["LD_PRELOAD"] = library;
        _harness.Variables["FAKETIME_TIMESTAMP_FILE"] = Offset;
        _harness.Variables["FAKETIME_NO_CACHE"] = "1";
        _harness.Variables["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        string[] run = ["run", HarnessProcess.Fixture("faulty.feature"), "--env", "local"];

        var result = await _harness.ActAsync("leg 1: ", () => File.WriteAllTextAsync(Offset, step), run);

        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        FaultReport.Kept(FaultPromise.BoundedEnd);
        FaultReport.Caused("none");
        _harness.Variables.Clear();
        await HarnessAftermath.AssertAsync(_harness);
    }
}
