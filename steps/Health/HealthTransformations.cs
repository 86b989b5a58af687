using Reqnroll;

namespace TestHarness.Steps.Health;

[Binding]
public static class HealthTransformations
{
    [StepArgumentTransformation]
    public static ExpectedFindings ReadFindings(DataTable table) => ExpectedFindings.Of(table);
}
