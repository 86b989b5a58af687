namespace TestHarness.Devices.Trees;

/// <summary>A way from the root of a tree along a path, which is resolved as Linux resolves it (path_resolution(7)).</summary>
/// <param name="makesDirectories">Whether a directory that is missing on the way is made.</param>
internal sealed class TreeWalk(TreeNode.Directory root, bool makesDirectories = false)
{
    /// <summary>How many links one path may lead through: Linux's MAXSYMLINKS.</summary>
    private const int MaxLinks = 40;

    private readonly List<(string Name, TreeNode Node)> _steps = [];

    /// <summary>Where the walk is.</summary>
    public TreeNode Node => _steps.Count == 0 ? root : _steps[^1].Node;

    /// <summary>The path of <see cref="Node"/> without links.</summary>
    public string Path => $"/{string.Join('/', _steps.Select(step => step.Name))}";

    public static IEnumerable<string> Names(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".");

    /// <summary>Follows a path with its links.</summary>
    /// <returns>False when something on the path is missing or is no directory, or its links go in a circle.</returns>
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

    /// <summary>Goes to an entry of the directory where the walk is, without following a link there.</summary>
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
