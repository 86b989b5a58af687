using System.Collections.Immutable;
using TestHarness.Images;

namespace TestHarness.VirtualLab.Images;

/// <summary>What lab hosts are built with: the files of <c>lab/host</c>, and programs of this machine.</summary>
public static class LabHostRecipe
{
    /// <summary>The programs that build the image.</summary>
    public static ImmutableArray<BuildTool> Tools { get; } =
    [
        .. BuildTool.ForDebian,
        new("cpio", "cpio", "makes the initramfs of lab hosts"),
        new("xz-utils", "xz", "unpacks the kernel's source"),
    ];

    /// <summary>The recipe in this assembly.</summary>
    internal static ImageRecipe Embedded { get; } = ImageRecipe.Of(typeof(LabHostRecipe).Assembly, "host/");

    /// <summary>Returns the packages of lab hosts, and those of the build.</summary>
    internal static ImmutableArray<string> PackagesOf(ImageRecipe recipe) =>
        [.. recipe.Packages("packages"), .. recipe.Packages("build-packages")];
}
