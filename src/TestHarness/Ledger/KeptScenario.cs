namespace TestHarness.Ledger;

/// <summary>A failed scenario whose guests and hosts stay as they are until a person has looked at them.</summary>
/// <param name="Title">The scenario's title.</param>
/// <param name="Utc">The time of the scenario's end.</param>
public sealed record KeptScenario(string Title, DateTimeOffset Utc)
{
    /// <summary>Returns what a person must know before the hosts can be used again.</summary>
    /// <param name="hosts">The names of the hosts.</param>
    public string Describe(IEnumerable<string> hosts) =>
        $"the failed scenario '{Title}' of {Utc.UtcDateTime:yyyy-MM-dd HH:mm} UTC is kept on {string.Join(" and ", hosts)}: "
        + "'harness clean' ends it";
}
