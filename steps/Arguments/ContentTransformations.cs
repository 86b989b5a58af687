using TestHarness.Devices.Trees;
using TestHarness.Load;

namespace TestHarness.Steps.Arguments;

/// <summary>Reads the tables, listings and commands of steps.</summary>
[Binding]
public static class ContentTransformations
{
    [StepArgumentTransformation]
    public static MdevAttributes ReadAttributes(DataTable table) => MdevAttributes.Of(table);

    [StepArgumentTransformation]
    public static ExpectedDifferences ReadDifferences(DataTable table) => ExpectedDifferences.Of(table);

    [StepArgumentTransformation]
    public static TreeListing ReadListing(string text) => TreeListing.Parse(text);

    [StepArgumentTransformation]
    public static DdCommand ReadDd(string text) => DdCommand.Parse(text);
}
