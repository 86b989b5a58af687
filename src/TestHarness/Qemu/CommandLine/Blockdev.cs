namespace TestHarness.Qemu.CommandLine;

/// <summary>A block node, <c>-blockdev</c>.</summary>
public sealed record Blockdev(OptionValue Value) : TypedOption<Blockdev>(Value)
{
    private const string Option = "blockdev";

    /// <summary>Makes the option.</summary>
    public Blockdev(string driver, string nodeName)
        : this(Build(Option, ("driver", driver), ("node-name", nodeName)))
    {
    }

    /// <summary>The driver; null when none is given.</summary>
    public string? Driver => this["driver"];

    /// <summary>The node name; null when none is given.</summary>
    public string? NodeName => this["node-name"];

    /// <summary>The names of this node and of the nodes within it.</summary>
    public IEnumerable<string> NodeNames => Value.Properties
        .Where(property => property.Key == "node-name" || property.Key.EndsWith(".node-name", StringComparison.Ordinal))
        .Select(property => property.Value);

    protected override string OptionName => Option;
}
