namespace TestHarness.Devices.Trees;

/// <summary>What a path of a <see cref="FileTree"/> has: a file, a link or a directory.</summary>
internal abstract record TreeNode
{
    /// <param name="Content">The text without the end of its last line.</param>
    public sealed record File(string Content) : TreeNode;

    /// <param name="Target">Absolute, or relative to the directory that has the link.</param>
    public sealed record Link(string Target) : TreeNode;

    /// <summary>A directory. Only <see cref="TreeWalk"/> adds entries, while the tree is made.</summary>
    public sealed record Directory : TreeNode
    {
        public Dictionary<string, TreeNode> Entries { get; } = new(StringComparer.Ordinal);
    }
}
