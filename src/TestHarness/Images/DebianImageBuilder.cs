using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Images;

/// <summary>
/// The builder of the Debian guest (see <c>lab/guest/debian</c>), which keeps an image until the scripts or Debian's packages
/// change.
/// </summary>
/// <param name="host">The harness's own machine.</param>
/// <param name="cacheDirectory">The directory of the images, for example <c>~/.cache/testharness</c>.</param>
public sealed class DebianImageBuilder(IHost host, string cacheDirectory)
{
    private static readonly ImageRecipe Recipe = ImageRecipe.Of(typeof(DebianImageBuilder).Assembly, "debian/");

    /// <summary>The limit of a build. It takes a minute or two, and may first wait 20 minutes for another build.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(40);

    /// <summary>The programs that build the image.</summary>
    public static ImmutableArray<BuildTool> Tools { get; } =
    [
        .. BuildTool.ForDebian,
        new("qemu-utils", "qemu-img", "makes the disk of the Debian guest"),
    ];

    /// <summary>Builds the image, unless it is in the cache.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: apt does not know the packages, or a program is missing. Class provision: the build failed.
    /// </exception>
    public async Task<DebianImage> BuildAsync(CancellationToken cancellationToken = default)
    {
        var cache = Directory.CreateDirectory(Path.Combine(cacheDirectory, "debian-guest")).FullName;
        var last = new LastResolution(host, cache, Recipe.Fingerprint);
        if (await last.FindAsync(cancellationToken) is { } known)
            return ImageOf(known);

        var work = Directory.CreateTempSubdirectory("testharness-debian-").FullName;
        try
        {
            var suite = await DebianSuite.FindAsync(host, cancellationToken);
            var state = Directory.CreateDirectory(Path.Combine(work, "apt")).FullName;
            var packages = await suite.ResolveAsync(
                host, Recipe.Files["apt.sh"], state, Recipe.Packages("packages"), cancellationToken);
            var key = $"{Recipe.Fingerprint}-{ImageRecipe.Hash([suite.Name, .. packages])}";
            if (!Directory.Exists(Path.Combine(cache, key)))
                await RunAsync(Path.Combine(work, "recipe"), [cache, key, state, suite.Name], cancellationToken);
            var image = new ResolvedImage(key, Describe(suite, packages, key));
            await last.KeepAsync(image, cancellationToken);
            return ImageOf(image);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }

        DebianImage ImageOf(ResolvedImage image) => new(Path.Combine(cache, image.Key), image.Description);
    }

    private async Task RunAsync(string recipe, ImmutableArray<string> arguments, CancellationToken cancellationToken)
    {
        BuildTool.Require("the Debian guest", Tools);
        await Recipe.WriteAsync(recipe, cancellationToken);
        var build = new Command("sh", [Path.Combine(recipe, "build.sh"), .. arguments]).WithTimeout(Bound);
        (await host.RunAsync(build, cancellationToken)).OrThrow(FailureClass.Provision);
    }

    private static string Describe(DebianSuite suite, ImmutableArray<string> packages, string key)
    {
        var kernel = packages.FirstOrDefault(file => file.StartsWith("linux-image-6", StringComparison.Ordinal));
        return $"Debian {suite.Name} with {kernel?.Split('_')[0] ?? "its kernel"} and {packages.Length} packages ({key})";
    }
}
