using Reqnroll;
using TestHarness.Devices.Trees;
using TestHarness.Failures;
using TestHarness.Load;

namespace TestHarness.Steps.Arguments;

/// <summary>The reading of steps' tables, listings and commands.</summary>
[Binding]
public static class ContentTransformations
{
    /// <summary>Reads the attributes of an mdev.</summary>
    [StepArgumentTransformation]
    public static MdevAttributes ReadAttributes(DataTable table) => MdevAttributes.Of(table);

    /// <summary>Reads the devices of a guest.</summary>
    [StepArgumentTransformation]
    public static GuestDevices ReadDevices(DataTable table) => GuestDevices.Of(table);

    /// <summary>Reads the LUNs of a guest's disks.</summary>
    [StepArgumentTransformation]
    public static LunsOfDisks ReadLuns(DataTable table) => LunsOfDisks.Of(table);

    /// <summary>Reads the expected differences of two mdevs.</summary>
    [StepArgumentTransformation]
    public static ExpectedDifferences ReadDifferences(DataTable table) => ExpectedDifferences.Of(table);

    /// <summary>Reads a listing, which must have a line, and makes a tree of it to find a line that fits nowhere.</summary>
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

    /// <summary>Reads a shell command for the guest.</summary>
    [StepArgumentTransformation]
    public static GuestCommand ReadGuestCommand(string text) => GuestCommand.Parse(text);

    /// <summary>Reads a text that a reason must name.</summary>
    [StepArgumentTransformation]
    public static ReasonText ReadReason(string text) => ReasonText.Parse(text);

    /// <summary>Reads a dd command.</summary>
    [StepArgumentTransformation]
    public static DdCommand ReadDd(string text) => DdCommand.Parse(text);
}
