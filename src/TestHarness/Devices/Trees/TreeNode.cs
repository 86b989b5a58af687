namespace TestHarness.Devices.Trees;

/// <summary>The node at a path of a <see cref="FileTree"/>: a file, a link or a directory.</summary>
internal abstract record TreeNode
{
    /// <summary>A file.</summary>
    /// <param name="Content">The text without the end of its last line.</param>
    public sealed record File(string Content) : TreeNode;

    /// <summary>A symbolic link.</summary>
    /// <param name="Target">The target, absolute or relative to the directory that has the link.</param>
    public sealed record Link(string Target) : TreeNode;

    /// <summary>A directory. Only <see cref="TreeWalk"/> adds entries, while the tree is made.</summary>
    public sealed record Directory : TreeNode
    {
        /// <summary>The nodes in the directory, by their names.</summary>
        public Dictionary<string, TreeNode> Entries { get; } = new(StringComparer.Ordinal);
    }
}
