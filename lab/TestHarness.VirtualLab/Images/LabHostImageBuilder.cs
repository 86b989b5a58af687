using System.Diagnostics;
using System.Globalization;
using TestHarness.Devices.Registry;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Labs;

namespace TestHarness.VirtualLab.Images;

/// <summary>
/// The builder of images for lab hosts (see <c>lab/host</c>), which keeps an image until the recipe or Debian's packages change.
/// </summary>
/// <param name="host">The harness's own machine.</param>
/// <param name="cacheDirectory">The folder of images, for example <c>~/.cache/testharness</c>.</param>
/// <param name="guest">
/// The image that guests of lab hosts boot. The lab-host image contains it, because a copy to an emulated host takes seconds.
/// </param>
public sealed class LabHostImageBuilder(IHost host, string cacheDirectory, BootImage guest)
{
    private readonly ImageCache _cache = new(Path.Combine(cacheDirectory, "lab-image"));

    /// <summary>Builds the image with the harness's own guest, in this user's cache.</summary>
    /// <inheritdoc cref="BuildAsync"/>
    public static async Task<LabHostImage> BuildForUserAsync(
        Action<string> progress, CancellationToken cancellationToken = default)
    {
        await using var machine = new LocalHost("this machine");
        var guest = await new GuestImageBuilder(machine, HarnessPaths.Cache, DeviceKinds.GuestModules).BuildAsync(
            cancellationToken);
        return await new LabHostImageBuilder(machine, HarnessPaths.Cache, guest).BuildAsync(progress, cancellationToken);
    }

    /// <summary>Builds the image, or takes it from the cache; without a network, takes an image with older packages.</summary>
    /// <param name="progress">Receives a line for each stage, with the seconds since the start; called from any thread.</param>
    /// <exception cref="HarnessException">
    /// Class preflight: the archive was not reached, or a program is missing. Class provision: the build failed.
    /// </exception>
    public async Task<LabHostImage> BuildAsync(Action<string> progress, CancellationToken cancellationToken = default)
    {
        var recipe = LabHostRecipe.Embedded;
        var content = await guest.ContentAsync(cancellationToken);
        var last = new LastResolution(host, _cache.Directory, $"{recipe.Fingerprint} {content}");
        if (await last.FindAsync(cancellationToken) is { } known)
            return new LabHostImage(Path.Combine(_cache.Directory, known.Key), known.Key);

        string source, key;
        try
        {
            var archive = new DebianArchive(host, recipe, Path.Combine(_cache.Directory, "apt"));
            source = await archive.SourceAsync(cancellationToken);
            key = ImageCache.Key(recipe, [content, .. await archive.ResolveAsync(source, cancellationToken)]);
        }
        catch (HarnessException exception) when (_cache.Newest(recipe) is { } older)
        {
            progress($"lab-host image: {older.Key} of the cache is used, which may have older packages: {exception.Message}");
            return older;
        }

        var image = new LabHostImage(Path.Combine(_cache.Directory, key), key);
        if (!Directory.Exists(image.Directory))
        {
            BuildTool.Require("the lab-host image", LabHostRecipe.Tools);
            await RunAsync(recipe, key, source, progress, cancellationToken);
        }

        await last.KeepAsync(new ResolvedImage(key, "lab hosts"), cancellationToken);
        return image;
    }

    private async Task RunAsync(
        ImageRecipe recipe, string key, string source, Action<string> progress, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var stage = "starting";
        void Tell(string now)
        {
            stage = now;
            progress(
                string.Create(
                    CultureInfo.InvariantCulture, $"lab-host image, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s: {now}"));
        }

        var scripts = Directory.CreateTempSubdirectory("testharness-lab-image-").FullName;
        try
        {
            await recipe.WriteAsync(scripts, cancellationToken);
            var result = await new ImageBuild(host).RunAsync(
                new Command(
                    "sh",
                    Path.Combine(scripts, "build.sh"),
                    _cache.Directory,
                    key,
                    source,
                    await GuestFolderAsync(scripts, cancellationToken)),
                Tell,
                cancellationToken);
            if (!result.Succeeded)
                throw new HarnessException(
                    FailureClass.Provision,
                    $"the lab-host image could not be built; the build ended while {stage}: {result.StandardError.Trim()}");

            Tell($"ready in {Path.Combine(_cache.Directory, key)}");
        }
        finally
        {
            Directory.Delete(scripts, recursive: true);
        }
    }

    /// <summary>Makes a folder with the files that lab hosts have in their root directory.</summary>
    private async Task<string> GuestFolderAsync(string scripts, CancellationToken cancellationToken)
    {
        var files = Path.Combine(scripts, "guest");
        var folder = Directory.CreateDirectory(
            Path.Combine(files, "root", BootImage.HostFolder, await guest.ContentAsync(cancellationToken))).FullName;
        File.Copy(guest.Kernel, Path.Combine(folder, BootImage.KernelFile));
        File.Copy(guest.Initramfs, Path.Combine(folder, BootImage.InitramfsFile));
        return files;
    }
}
