namespace TestHarness.Qemu.CommandLine;

/// <summary>An object of QEMU, as an I/O thread or a memory backend, <c>-object</c>.</summary>
public sealed record ObjectOption(OptionValue Value) : TypedOption<ObjectOption>(Value)
{
    private const string Option = "object";

    public ObjectOption(string type, string id)
        : this(Build(Option, ("qom-type", type), ("id", id)))
    {
    }

    public string? Type => this["qom-type"];

    public string? Id => this["id"];

    protected override string OptionName => Option;
}
