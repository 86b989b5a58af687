using System.IO.Enumeration;

namespace TestHarness.Environments;

/// <summary>A guest that takes the place of an image which reports name.</summary>
/// <param name="Pattern">
/// The image's file name, or its whole path when the pattern has a slash; <c>*</c> stands for any text and <c>?</c> for a letter.
/// </param>
/// <param name="Guest">The name of the guest in the environment.</param>
public sealed record ReportedImage(string Pattern, string Guest)
{
    /// <summary>Returns whether the pattern is for an image of a report.</summary>
    public bool Covers(string path) => FileSystemName.MatchesSimpleExpression(
        Pattern, Pattern.Contains('/', StringComparison.Ordinal) ? path : Path.GetFileName(path), ignoreCase: false);
}
