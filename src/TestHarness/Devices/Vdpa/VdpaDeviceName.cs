using TestHarness.Naming;

namespace TestHarness.Devices.Vdpa;

/// <summary>The name of a vdpa device.</summary>
/// <remarks>The name of a device in /sys/bus/vdpa/devices (vdpa-dev(8)); VDUSE makes a device of it below /dev/vduse.</remarks>
public sealed record VdpaDeviceName : Name
{
    private static readonly NameRule Rule = new("a vdpa device", MaxLength: 30);

    private VdpaDeviceName(string text)
        : base(Rule, text)
    {
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the text is not such a name.</exception>
    public static VdpaDeviceName Parse(string text) => new(text);
}
