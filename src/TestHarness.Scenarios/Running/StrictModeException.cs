namespace TestHarness.Scenarios.Running;

/// <summary>A scenario was skipped in a run where that counts as a failure.</summary>
public sealed class StrictModeException(string reason) : Exception($"strict mode: skipped because {reason}")
{
    public string Reason { get; } = reason;
}
