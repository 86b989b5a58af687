namespace TestHarness.Reports.Records;

/// <summary>The outcome of one attempt of a scenario.</summary>
public enum ScenarioOutcome
{
    /// <summary>The scenario ran without an error.</summary>
    Passed,

    /// <summary>The scenario ended with an error, or a step of it is undefined or pending.</summary>
    Failed,

    /// <summary>The scenario did not run, for a reason.</summary>
    Skipped,

    /// <summary>The scenario failed as an entry of known issues says; this is no failure.</summary>
    Known,
}
