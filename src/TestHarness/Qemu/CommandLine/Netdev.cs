namespace TestHarness.Qemu.CommandLine;

/// <summary>The host side of a NIC, <c>-netdev</c>.</summary>
public sealed record Netdev(OptionValue Value) : TypedOption<Netdev>(Value)
{
    private const string Option = "netdev";

    /// <summary>Makes the option.</summary>
    public Netdev(string type, string id)
        : this(Build(Option, ("type", type), ("id", id)))
    {
    }

    /// <summary>The type, for example <c>user</c>; null when none is given.</summary>
    public string? Type => this["type"];

    /// <summary>The id; null when none is given.</summary>
    public string? Id => this["id"];

    protected override string OptionName => Option;
}
