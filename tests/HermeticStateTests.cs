using System.Diagnostics;
using TestHarness.Labs;

namespace TestHarness;

/// <summary>Runs in every test assembly.</summary>
public sealed class HermeticStateTests
{
    [Test]
    public void Tests_keep_their_ledgers_out_of_the_users_state() =>
        Assert.That(AssemblySetUp.IsOfTests(HarnessPaths.Ledgers), Is.True, HarnessPaths.Ledgers);

    [Test]
    public void A_process_that_a_test_starts_keeps_its_ledgers_there_too()
    {
        var start = new ProcessStartInfo("sh", ["-c", "printf %s \"$XDG_STATE_HOME\""]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;

        Assert.That(AssemblySetUp.IsOfTests(process.StandardOutput.ReadToEnd()), Is.True);
    }
}
