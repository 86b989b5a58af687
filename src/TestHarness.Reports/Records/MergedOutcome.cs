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
}
