using Reqnroll;

namespace TestHarness.Steps.Health;

/// <summary>The reading of expected findings.</summary>
[Binding]
public static class HealthTransformations
{
    /// <summary>Reads the findings that a check must name.</summary>
    [StepArgumentTransformation]
    public static ExpectedFindings ReadFindings(DataTable table) => ExpectedFindings.Of(table);
}
