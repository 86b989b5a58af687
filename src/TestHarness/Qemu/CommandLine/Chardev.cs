namespace TestHarness.Qemu.CommandLine;

/// <summary>A character device, <c>-chardev</c>.</summary>
public sealed record Chardev(OptionValue Value) : TypedOption<Chardev>(Value)
{
    private const string Option = "chardev";

    /// <summary>Makes the option.</summary>
    public Chardev(string backend, string id)
        : this(Build(Option, ("backend", backend), ("id", id)))
    {
    }

    /// <summary>The back end, for example <c>socket</c>; null when none is given.</summary>
    public string? Backend => this["backend"];

    /// <summary>The id; null when none is given.</summary>
    public string? Id => this["id"];

    protected override string OptionName => Option;
}
