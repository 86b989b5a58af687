namespace TestHarness.Environments.Reading;

/// <summary>A list in the mapping of a host in the environment file that belongs to a device kind.</summary>
/// <param name="key">The key of the list, for example <c>nics</c>.</param>
/// <param name="itemName">The name of one item in messages, for example <c>nic</c>.</param>
public abstract class HostSection(string key, string itemName)
{
    /// <summary>The key of the list in the host's mapping.</summary>
    public string Key { get; } = key;

    /// <summary>Reads one item; the caller refuses the keys that this method does not read.</summary>
    /// <returns>
    /// The item, of a type that no other section has; null when it has mistakes, which are then in the reading.
    /// </returns>
    internal abstract object? ReadItem(YamlSection item);

    /// <summary>Finds conflicts between the items of all hosts.</summary>
    /// <returns>A message for each conflict.</returns>
    internal virtual IEnumerable<string> FindConflicts(IReadOnlyCollection<HostDescription> hosts) => [];

    /// <summary>Reads the items of a host.</summary>
    internal IEnumerable<object> Read(YamlSection host)
    {
        foreach (var node in host.List(Key))
        {
            if (host.Reading.SectionOf(node, itemName) is not { } section)
                continue;
            var item = ReadItem(section);
            section.RefuseOtherKeys();
            if (item is not null)
                yield return item;
        }
    }
}
