namespace TestHarness.Reports.Records;

/// <summary>The outcome of all attempts of a scenario.</summary>
public enum MergedOutcome
{
    /// <summary>Attempts passed, and none failed.</summary>
    Passed,

    /// <summary>Attempts failed, and none passed.</summary>
    Failed,

    /// <summary>All attempts were skipped.</summary>
    Skipped,

    /// <summary>Some attempts passed and some failed; this counts as a failure.</summary>
    Flaky,

    /// <summary>Attempts failed, and each of them as an entry of known issues says; others may have passed.</summary>
    Known,

    /// <summary>All attempts passed, and an entry of known issues says that they fail.</summary>
    Fixed,
}
