namespace TestHarness.Scenarios.Running;

/// <summary>How a scenario, a step or a hook ended. Undefined and pending count as failures.</summary>
public enum Outcome
{
    Passed,
    Failed,
    Skipped,
    Undefined,
    Pending,
}
