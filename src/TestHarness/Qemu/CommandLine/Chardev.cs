namespace TestHarness.Qemu.CommandLine;

/// <summary>A character device, <c>-chardev</c>.</summary>
public sealed record Chardev(OptionValue Value) : TypedOption<Chardev>(Value)
{
    private const string Option = "chardev";

    public Chardev(string backend, string id)
        : this(Build(Option, ("backend", backend), ("id", id)))
    {
    }

    public string? Backend => this["backend"];

    public string? Id => this["id"];

    protected override string OptionName => Option;
}
