using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Devices.Mdev.Trees;

/// <summary>The description of GPU types is a list: <c>num_heads=4, framebuffer=1024M</c>, or <c>low_gm_size: 128MB</c> line by line.</summary>
/// <remarks>Sources: NVIDIA's vGPU user guide; drivers/gpu/drm/i915/gvt/kvmgt.c.</remarks>
internal static partial class MdevDescription
{
    public const string Attribute = "description";

    /// <returns>An attribute for each item; one for all where they are no such list.</returns>
    public static ImmutableArray<MdevFact> Read(string description)
    {
        var items = description.Split(", ").Select(item => Item().Match(item)).ToList();
        return items.TrueForAll(item => item.Success) && items.Select(item => item.Groups["name"].Value).Distinct().Count() == items.Count
            ? [.. items.Select(item => new MdevFact(item.Groups["name"].Value, item.Groups["value"].Value))]
            : [new MdevFact(Attribute, description)];
    }

    [GeneratedRegex(@"\A(?<name>\w+)(=|: )(?<value>\S.*)\z")]
    private static partial Regex Item();
}
