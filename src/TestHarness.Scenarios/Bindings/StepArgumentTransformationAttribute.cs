namespace TestHarness.Scenarios;

/// <summary>Marks a method that makes a step argument of its return type; its groups become the method's parameters.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class StepArgumentTransformationAttribute : Attribute
{
    public const int DefaultOrder = 10000;

    public StepArgumentTransformationAttribute()
    {
    }

    public StepArgumentTransformationAttribute(string regex, int order = DefaultOrder)
    {
        Regex = regex;
        Order = order;
    }

    public string? Regex { get; set; }

    /// <summary>The name in a Cucumber Expression; without it, the name of the return type.</summary>
    public string? Name { get; set; }

    public int Order { get; set; } = DefaultOrder;
}
