using TestHarness.Devices.Mdev.Trees;
using TestHarness.Devices.Trees;
using TestHarness.Tests.Environments;

namespace TestHarness.Tests.Devices.Mdev;

/// <summary>A recorded host: one of the folder Recorded, with lines that replace others, and without some of its paths.</summary>
internal static class Recording
{
    public static MdevTree Of(string host, string name, params string[] changes)
    {
        var listing = TreeListing.Parse(string.Join('\n', [Text(name), .. changes]));
        return new RecordedMdevTree(host, FileTree.Of(listing));
    }

    /// <param name="gone">The path that the host does not have, with all below it.</param>
    public static MdevTree Without(string host, string name, string gone, params string[] changes)
    {
        var lines = Text(name).Split('\n').Where(
            line => !line.StartsWith(gone, StringComparison.Ordinal) || line[gone.Length] is not (' ' or '/'));
        return new RecordedMdevTree(host, FileTree.Of(TreeListing.Parse(string.Join('\n', [.. lines, .. changes]))));
    }

    public static string Text(string name) =>
        File.ReadAllText(
            Path.Combine(Repository.Folder("tests"), "TestHarness.Tests", "Devices", "Mdev", "Recorded", $"{name}.txt"));
}
