using Reqnroll;
using TestHarness.Devices.Trees;
using TestHarness.Failures;
using TestHarness.Load;

namespace TestHarness.Steps.Arguments;

/// <summary>Reads the tables, listings and commands of steps.</summary>
[Binding]
public static class ContentTransformations
{
    [StepArgumentTransformation]
    public static MdevAttributes ReadAttributes(DataTable table) => MdevAttributes.Of(table);

    [StepArgumentTransformation]
    public static GuestDevices ReadDevices(DataTable table) => GuestDevices.Of(table);

    [StepArgumentTransformation]
    public static ExpectedDifferences ReadDifferences(DataTable table) => ExpectedDifferences.Of(table);

    /// <summary>
    /// Reads a listing, which has a line at least, and makes a tree of it to find a line that has no place.
    /// </summary>
    [StepArgumentTransformation]
    public static TreeListing ReadListing(string text)
    {
        var listing = TreeListing.Parse(text);
        if (listing.Lines.IsEmpty)
            throw new HarnessException(
                FailureClass.Config,
                $"expected lines of a recorded tree (/PATH = CONTENT or /PATH -> TARGET), found none in '{text.Trim()}'");
        FileTree.Of(listing);
        return listing;
    }

    [StepArgumentTransformation]
    public static GuestCommand ReadGuestCommand(string text) => GuestCommand.Parse(text);

    [StepArgumentTransformation]
    public static ReasonText ReadReason(string text) => ReasonText.Parse(text);

    [StepArgumentTransformation]
    public static DdCommand ReadDd(string text) => DdCommand.Parse(text);
}
