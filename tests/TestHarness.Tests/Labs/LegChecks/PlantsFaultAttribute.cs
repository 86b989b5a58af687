using TestHarness.Failures;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Marks a test that plants a fault and expects the check to find it, with the category fault:CHECK.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class PlantsFaultAttribute(HealthCheck check) : CategoryAttribute($"fault:{check}")
{
    public HealthCheck Check { get; } = check;
}

/// <summary>
/// Marks a test that leaves something of a kind behind and expects the leak check to find it, with the category leak:KIND.
/// </summary>
/// <param name="kind">The first word of the leak check's lines; in the category, where '-' cannot be, it has '_'.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class PlantsLeakAttribute(string kind) : CategoryAttribute($"leak:{kind.Replace('-', '_')}")
{
    public string Kind { get; } = kind;
}
