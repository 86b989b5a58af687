namespace TestHarness.Qemu.CommandLine;

/// <summary>A drive with its back end in one, <c>-drive</c>.</summary>
public sealed record Drive(OptionValue Value) : TypedOption<Drive>(Value)
{
    private const string Option = "drive";

    public Drive(string id, string file, string format)
        : this(Build(Option, ("file", file), ("if", "none"), ("id", id), ("format", format)))
    {
    }

    public string? Id => this["id"];

    public string? File => this["file"];

    protected override string OptionName => Option;
}
