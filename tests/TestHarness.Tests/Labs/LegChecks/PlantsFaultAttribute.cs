using TestHarness.Health;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Marks a test that plants a fault and expects the check to find it.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class PlantsFaultAttribute(HealthCheck check) : PropertyAttribute(check.ToString())
{
    public HealthCheck Check { get; } = check;
}

/// <summary>Marks a test that leaves something of a kind behind and expects the leak check to find it.</summary>
/// <param name="kind">The first word of the leak check's lines.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class PlantsLeakAttribute(string kind) : PropertyAttribute(kind)
{
    public string Kind { get; } = kind;
}
