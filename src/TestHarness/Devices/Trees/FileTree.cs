using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Devices.Trees;

/// <summary>
/// Part of a host's file system in memory. Paths are resolved with their links as Linux resolves them, and never outside the
/// tree: <c>/</c> is the tree's own root. A path leads nowhere when it is missing or its links form a circle.
/// </summary>
public sealed class FileTree
{
    private readonly TreeNode.Directory _root = new();

    private FileTree()
    {
    }

    /// <summary>Makes the tree that a listing describes, with the directories that its paths and links need.</summary>
    /// <exception cref="HarnessException">Class config: a line cannot be added to the lines before it.</exception>
    public static FileTree Of(TreeListing listing)
    {
        var tree = new FileTree();
        foreach (var line in listing.Lines)
            tree.Add(line);
        return tree;
    }

    /// <summary>Returns whether the path leads to a file or a directory.</summary>
    public bool Exists(string path) => Find(path) is not null;

    /// <summary>Reads a file.</summary>
    /// <returns>The content without the end of its last line; null when the path does not lead to a file.</returns>
    public string? Read(string path) => (Find(path)?.Node as TreeNode.File)?.Content;

    /// <summary>Reads the target of a link.</summary>
    /// <returns>The target; null when the path is not a link.</returns>
    public string? ReadLink(string path)
    {
        var (directory, name) = Split(path);
        return Find(directory) is { } walk && walk.TryEnter(name) && walk.Node is TreeNode.Link link ? link.Target : null;
    }

    /// <summary>Resolves the links of a path.</summary>
    /// <returns>The path without links; null when it does not lead to a file or directory.</returns>
    public string? Resolve(string path) => Find(path)?.Path;

    /// <summary>Lists a directory.</summary>
    /// <returns>The names in ordinal order; none when the path does not lead to a directory.</returns>
    public ImmutableArray<string> List(string path) =>
        Find(path)?.Node is TreeNode.Directory directory ? [.. directory.Entries.Keys.Order(StringComparer.Ordinal)] : [];

    private void Add(TreeLine line)
    {
        var (path, name) = Split(line.Path);
        var walk = new TreeWalk(_root, makesDirectories: true);
        if (!walk.TryFollow(path) || walk.Node is not TreeNode.Directory directory)
            throw TreeListing.Malformed(line.Text, $"{path} is a file or a circle of links by an earlier line");
        if (directory.Entries.GetValueOrDefault(name) is TreeNode.Directory)
            throw TreeListing.Malformed(line.Text, $"{line.Path} is a directory by an earlier line");
        directory.Entries[name] = line.IsLink ? new TreeNode.Link(line.Value) : new TreeNode.File(line.Value);
    }

    private TreeWalk? Find(string path)
    {
        var walk = new TreeWalk(_root);
        return walk.TryFollow(path) ? walk : null;
    }

    private static (string Directory, string Name) Split(string path)
    {
        var slash = path.LastIndexOf('/');
        return (path[..slash], path[(slash + 1)..]);
    }
}
