namespace TestHarness.Qemu.CommandLine;

/// <summary>An object of QEMU, for example an I/O thread or a memory backend, <c>-object</c>.</summary>
public sealed record ObjectOption(OptionValue Value) : TypedOption<ObjectOption>(Value)
{
    private const string Option = "object";

    /// <summary>Makes the option.</summary>
    public ObjectOption(string type, string id)
        : this(Build(Option, ("qom-type", type), ("id", id)))
    {
    }

    /// <summary>The type, for example <c>iothread</c>; null when none is given.</summary>
    public string? Type => this["qom-type"];

    /// <summary>The id; null when none is given.</summary>
    public string? Id => this["id"];

    protected override string OptionName => Option;
}
