namespace TestHarness.Devices.Trees;

/// <summary>The way from the root of a tree along a path, which is resolved as Linux does (path_resolution(7)).</summary>
/// <param name="makesDirectories">Whether the walk makes a missing directory on the way.</param>
internal sealed class TreeWalk(TreeNode.Directory root, bool makesDirectories = false)
{
    /// <summary>The largest number of links in one path: Linux's MAXSYMLINKS.</summary>
    private const int MaxLinks = 40;

    private readonly List<(string Name, TreeNode Node)> _steps = [];

    /// <summary>The node at which the walk is.</summary>
    public TreeNode Node => _steps.Count == 0 ? root : _steps[^1].Node;

    /// <summary>The path of <see cref="Node"/> without links.</summary>
    public string Path => $"/{string.Join('/', _steps.Select(step => step.Name))}";

    /// <summary>Splits a path into its names.</summary>
    public static IEnumerable<string> Names(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".");

    /// <summary>Follows a path with its links.</summary>
    /// <returns>False when a part of the path is missing or not a directory, or its links form a circle.</returns>
    public bool TryFollow(string path)
    {
        var left = new Stack<string>(Names(path).Reverse());
        var links = 0;
        while (left.TryPop(out var name))
        {
            if (!TryEnter(name))
                return false;
            if (Node is not TreeNode.Link link)
                continue;
            if (++links > MaxLinks)
                return false;
            if (link.Target.StartsWith('/'))
                _steps.Clear();
            else
                _steps.RemoveAt(_steps.Count - 1);
            foreach (var next in Names(link.Target).Reverse())
                left.Push(next);
        }

        return true;
    }

    /// <summary>Goes to an entry of the present directory, without following a link there.</summary>
    public bool TryEnter(string name)
    {
        if (Node is not TreeNode.Directory directory)
            return false;
        if (name == "..")
        {
            if (_steps.Count > 0)
                _steps.RemoveAt(_steps.Count - 1);
            return true;
        }

        if (!directory.Entries.TryGetValue(name, out var entry))
        {
            if (!makesDirectories)
                return false;
            directory.Entries.Add(name, entry = new TreeNode.Directory());
        }

        _steps.Add((name, entry));
        return true;
    }
}
