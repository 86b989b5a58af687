using TestHarness.Naming;

namespace TestHarness.Devices.Mdev;

/// <summary>The id of an mdev type: <c>mtty-2</c>, <c>vfio_ap-passthrough</c>, <c>i915-GVTg_V5_8</c>.</summary>
/// <remarks>
/// The name of a directory below mdev_supported_types, DRIVER-TYPE (Documentation/driver-api/vfio-mediated-device.rst); at most
/// NAME_MAX.
/// </remarks>
public sealed record MdevTypeName : Name
{
    private static readonly NameRule Rule = new("an mdev type", MaxLength: 255);

    private MdevTypeName(string text)
        : base(Rule, text)
    {
    }

    /// <summary>Reads the id of an mdev type.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the text is not the id of an mdev type.</exception>
    public static MdevTypeName Parse(string text) => new(text);
}
