using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Labs.Keeping;

/// <summary>The hosts on which failed scenarios are kept.</summary>
public static class KeptHosts
{
    /// <summary>Fails when a failed scenario is kept on a host of the environment, or on this machine.</summary>
    /// <param name="note">Takes messages for a person that do not stop the run.</param>
    /// <exception cref="HarnessException">Class preflight: the message names the scenario and its hosts.</exception>
    public static async Task RequireNoneAsync(LabEnvironment environment, Action<string> note)
    {
        var connections = environment.Hosts.Select(host => host.Connection).Append(new LocalConnection()).ToHashSet();
        if (await LedgerReplay.FindKeptAsync(HarnessPaths.Ledgers, connections.Contains, note) is [var kept, ..])
            throw new HarnessException(FailureClass.Preflight, kept.Scenario.Describe(kept.Hosts));
    }
}
