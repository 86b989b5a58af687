namespace TestHarness.Qemu.CommandLine;

/// <summary>A device of the guest, <c>-device</c>.</summary>
public sealed record Device(OptionValue Value) : TypedOption<Device>(Value)
{
    private const string Option = "device";

    public Device(string driver, string? id = null)
        : this(Build(Option, ("driver", driver), ("id", id)))
    {
    }

    public string? Driver => this["driver"];

    public string? Id => this["id"];

    protected override string OptionName => Option;
}
