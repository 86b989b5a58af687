using TestHarness.Cli.Tests.Support;
using TestHarness.Tests.Faults;

namespace TestHarness.Cli.Tests.Faults;

/// <summary>Checks what a run on this machine has left after a fault: nothing, and the next run is green.</summary>
internal static class HarnessAftermath
{
    public static async Task AssertAsync(HarnessProcess harness)
    {
        var next = await harness.RunAsync("run", HarnessProcess.Fixture("there-and-back.feature"), "--env", "local");
        Assert.That(next.ExitCode, Is.Zero, next.Output + next.Error);
        Assert.That(next.Output, Does.Contain("1 passed, 0 failed, 0 skipped"));
        FaultReport.Kept(FaultPromise.NextGreen);
        AssertNothingIsLeft(harness);
        FaultReport.Kept(FaultPromise.EmptyLedger);
        FaultReport.Kept(FaultPromise.NothingLeft);
    }

    public static void AssertNothingIsLeft(HarnessProcess harness)
    {
        // A shell that the harness has left removes its FIFOs and ends by itself.
        Assert.That(() => harness.Started, Is.Empty.After(5000, 50));
        Assert.That(
            Directory.Exists(harness.State) ? Directory.GetFiles(harness.State, "*", SearchOption.AllDirectories) : [],
            Is.Empty);
        Assert.That(harness.Left, Is.Empty);
    }
}
