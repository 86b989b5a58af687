namespace TestHarness.Scenarios.Running;

/// <summary>The error of a scenario that was skipped in a run in which that counts as a failure.</summary>
public sealed class StrictModeException(string reason) : Exception($"strict mode: skipped because {reason}")
{
    /// <summary>The reason of the skip.</summary>
    public string Reason { get; } = reason;
}
