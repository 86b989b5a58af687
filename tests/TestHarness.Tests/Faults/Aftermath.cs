using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Leases;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Faults;

/// <summary>Checks what a fault leaves: nothing, and hosts on which the next scenario is green.</summary>
internal static class Aftermath
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    /// <param name="processes">The processes that ran before the scenario.</param>
    public static async Task AssertAsync(FaultScenario scenario, string[] processes)
    {
        Assert.That(
            () => ProcessSearch.OfThisHarness().Where(process => !IsConnection(process)),
            Is.SubsetOf(processes).After(5000, 50));
        await AssertHostIsCleanAsync();
        AssertLedgerIsEmpty();
        await scenario.RunNextAsync().WaitAsync(Bound);
        FaultReport.Kept(FaultPromise.NextGreen);
        AssertLedgerIsEmpty();
        FaultReport.Kept(FaultPromise.EmptyLedger);
        await scenario.DisposeAsync();
        Assert.That(() => ProcessSearch.OfThisHarness(), Is.SubsetOf(processes).After(5000, 50));
        await AssertHostIsCleanAsync();
        FaultReport.Kept(FaultPromise.NothingLeft);
    }

    /// <summary>Checks the first failure of a scenario, and reports its class.</summary>
    /// <param name="pattern">The regular expression of the cause.</param>
    public static void AssertCause(HarnessException[] failures, FailureClass failureClass, string pattern)
    {
        Assert.That(failures, Is.Not.Empty, "the scenario has passed");
        Assert.That(failures[0].Message, Does.Match($@"(?s)^\[{HarnessException.Label(failureClass)}\] .*({pattern})"));
        FaultReport.Caused(HarnessException.Label(failureClass));
    }

    public static void AssertLedgerIsEmpty() =>
        Assert.That(Directory.Exists(HarnessPaths.Ledgers) ? Directory.GetFiles(HarnessPaths.Ledgers) : [], Is.Empty);

    /// <summary>The connections to the hosts last until the end of the run.</summary>
    private static bool IsConnection(string process) => process.Contains(" -M -N ", StringComparison.Ordinal);

    /// <summary>Looks for directories and leases of this harness on this machine.</summary>
    private static async Task AssertHostIsCleanAsync()
    {
        Assert.That(Directory.GetFileSystemEntries("/var/tmp", $"testharness-{ProcessTag.Session}-*"), Is.Empty);
        await using var host = new LocalHost("this machine");
        var leases = await Lease.ListAsync(host);
        Assert.That(leases.Where(lease => lease.Owner?.ProcessId == Environment.ProcessId), Is.Empty);
    }
}
