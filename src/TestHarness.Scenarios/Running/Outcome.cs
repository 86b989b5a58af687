namespace TestHarness.Scenarios.Running;

/// <summary>The outcome of a scenario, a step or a hook. Undefined and pending count as failures.</summary>
public enum Outcome
{
    /// <summary>It ran without an error.</summary>
    Passed,
    /// <summary>It ended with an error.</summary>
    Failed,
    /// <summary>It did not run, or ended as skipped.</summary>
    Skipped,
    /// <summary>No method matches a step.</summary>
    Undefined,
    /// <summary>A step's method is not written yet.</summary>
    Pending,
    /// <summary>The scenario failed as an entry of known issues says; this does not count as a failure.</summary>
    Known,
}
