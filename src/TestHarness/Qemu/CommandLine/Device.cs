namespace TestHarness.Qemu.CommandLine;

/// <summary>A device of the guest, <c>-device</c>.</summary>
public sealed record Device(OptionValue Value) : TypedOption<Device>(Value)
{
    private const string Option = "device";

    /// <summary>Makes the option.</summary>
    public Device(string driver, string? id = null)
        : this(Build(Option, ("driver", driver), ("id", id)))
    {
    }

    /// <summary>The driver; null when none is given.</summary>
    public string? Driver => this["driver"];

    /// <summary>The id; null when none is given.</summary>
    public string? Id => this["id"];

    protected override string OptionName => Option;
}
