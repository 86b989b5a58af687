namespace TestHarness.Scenarios;

public sealed class InstanceCreationOptions
{
    /// <summary>Refuse a column that no property or constructor parameter takes.</summary>
    public bool VerifyAllColumnsBound { get; set; }
}
