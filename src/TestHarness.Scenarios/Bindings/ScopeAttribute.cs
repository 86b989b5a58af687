namespace TestHarness.Scenarios;

/// <summary>Limits a step, a hook or a whole class to a tag, a feature title and a scenario title: all that are given must hold.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class ScopeAttribute : Attribute
{
    public string? Tag { get; set; }

    public string? Feature { get; set; }

    public string? Scenario { get; set; }
}
