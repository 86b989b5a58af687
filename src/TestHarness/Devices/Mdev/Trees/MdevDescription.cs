using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Devices.Mdev.Trees;

/// <summary>
/// The description of a GPU type, which is a list: <c>num_heads=4, framebuffer=1024M</c>, or <c>low_gm_size: 128MB</c> line by
/// line.
/// </summary>
/// <remarks>Sources: NVIDIA's vGPU user guide; drivers/gpu/drm/i915/gvt/kvmgt.c.</remarks>
internal static partial class MdevDescription
{
    /// <summary>The attribute of a description that is not a list.</summary>
    public const string Attribute = "description";

    /// <summary>Reads the items of a description.</summary>
    /// <returns>An attribute for each item; a single attribute when the description is not a list.</returns>
    public static ImmutableArray<MdevFact> Read(string description)
    {
        var items = description.Split(", ").Select(item => Item().Match(item)).ToList();
        return items.TrueForAll(item => item.Success)
            && items.Select(item => item.Groups["name"].Value).Distinct().Count() == items.Count
            ? [.. items.Select(item => new MdevFact(item.Groups["name"].Value, item.Groups["value"].Value))]
            : [new MdevFact(Attribute, description)];
    }

    [GeneratedRegex(@"\A(?<name>\w+)(=|: )(?<value>\S.*)\z")]
    private static partial Regex Item();
}
