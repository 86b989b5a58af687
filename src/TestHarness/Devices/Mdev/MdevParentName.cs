using TestHarness.Naming;

namespace TestHarness.Devices.Mdev;

/// <summary>The name of a device that has mdevs: <c>mtty</c>, <c>matrix</c>, <c>0.0.0313</c>, <c>0000:3b:00.0</c>.</summary>
/// <remarks>
/// The name of a device in /sys/class/mdev_bus, and of mdevctl's directory below /etc/mdevctl.d (mdevctl(8)); at most NAME_MAX.
/// </remarks>
public sealed record MdevParentName : Name
{
    private static readonly NameRule Rule = new("an mdev's parent", MaxLength: 255, Others: "._-:@");

    private MdevParentName(string text)
        : base(Rule, text)
    {
    }

    /// <summary>Reads the name of an mdev's parent.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the text is not the name of an mdev's parent.</exception>
    public static MdevParentName Parse(string text) => new(text);
}
