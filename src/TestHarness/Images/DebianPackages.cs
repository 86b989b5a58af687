using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Images;

/// <summary>The packages that a guest image is made of, as this machine's apt knows them.</summary>
/// <param name="Names">Names for <c>apt-get download</c>.</param>
/// <param name="Fingerprint">File names and checksums; it changes when the archive has a newer kernel or busybox.</param>
internal sealed partial record DebianPackages(ImmutableArray<string> Names, string Fingerprint)
{
    private const string KernelMetaPackage = "linux-image-amd64";

    /// <summary>Asks apt for the newest packages.</summary>
    /// <exception cref="HarnessException">Class preflight: apt does not know the packages.</exception>
    public static async Task<DebianPackages> ResolveAsync(IHost host, CancellationToken cancellationToken)
    {
        var meta = await host.RunAsync(new Command("apt-cache", "depends", "--important", KernelMetaPackage), cancellationToken);
        if (KernelPackage().Match(meta.StandardOutput) is not { Success: true } kernel)
            throw NotKnown($"apt knows no package {KernelMetaPackage}", meta);

        ImmutableArray<string> names = [kernel.Groups[1].Value, "busybox-static"];
        var uris = await host.RunAsync(new Command("apt-get", ["download", "--print-uris", .. names]), cancellationToken);
        return uris.Succeeded
            ? new DebianPackages(
                names, string.Join('\n', FileAndChecksum().Matches(uris.StandardOutput).Select(match => match.Value)))
            : throw NotKnown($"apt cannot download {string.Join(" and ", names)}", uris);
    }

    /// <summary>Downloads the packages into a directory, within 5 minutes.</summary>
    /// <exception cref="HarnessException">Class provision: apt cannot download them.</exception>
    public async Task DownloadAsync(IHost host, string directory, CancellationToken cancellationToken)
    {
        var download = Command.Shell("""cd -- "$1" && shift && apt-get download -q "$@" """, [directory, .. Names])
            .WithTimeout(TimeSpan.FromMinutes(5));
        (await host.RunAsync(download, cancellationToken)).OrThrow(FailureClass.Provision);
    }

    private static HarnessException NotKnown(string problem, CommandResult result) => new(
        FailureClass.Preflight,
        $"{problem}: run './harness setup' or 'apt-get update' first "
        + $"(apt's output: {(result.StandardError + result.StandardOutput).Trim()})");

    [GeneratedRegex(@"Depends: (linux-image-\S+)")]
    private static partial Regex KernelPackage();

    [GeneratedRegex(@"\S+\.deb \d+ \S+")]
    private static partial Regex FileAndChecksum();
}
