namespace TestHarness.Qemu.CommandLine;

/// <summary>The host side of a NIC, <c>-netdev</c>.</summary>
public sealed record Netdev(OptionValue Value) : TypedOption<Netdev>(Value)
{
    private const string Option = "netdev";

    public Netdev(string type, string id)
        : this(Build(Option, ("type", type), ("id", id)))
    {
    }

    public string? Type => this["type"];

    public string? Id => this["id"];

    protected override string OptionName => Option;
}
