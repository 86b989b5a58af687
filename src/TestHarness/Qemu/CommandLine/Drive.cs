namespace TestHarness.Qemu.CommandLine;

/// <summary>A drive with its back end in one option, <c>-drive</c>.</summary>
public sealed record Drive(OptionValue Value) : TypedOption<Drive>(Value)
{
    private const string Option = "drive";

    /// <summary>Makes the option, without a device.</summary>
    public Drive(string id, string file, string format)
        : this(Build(Option, ("file", file), ("if", "none"), ("id", id), ("format", format)))
    {
    }

    /// <summary>The id; null when none is given.</summary>
    public string? Id => this["id"];

    /// <summary>The file; null when none is given.</summary>
    public string? File => this["file"];

    protected override string OptionName => Option;
}
