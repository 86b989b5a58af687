using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Images;

namespace TestHarness.VirtualLab.Images;

/// <summary>
/// The archive of Debian 13 as this machine's apt reaches it: with its mirror, proxies and credentials, but with the harness's
/// own package lists.
/// </summary>
/// <param name="directory">The folder of the lists.</param>
internal sealed partial class DebianArchive(IHost host, ImageRecipe recipe, string directory)
{
    private const string Keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    /// <summary>Returns the line of <c>sources.list</c> that names the mirror of this machine's own Debian.</summary>
    /// <exception cref="HarnessException">Class preflight: apt has no Debian, or no lists of it yet.</exception>
    public async Task<string> SourceAsync(CancellationToken cancellationToken)
    {
        const string Format = "$(ORIGIN)\t$(LABEL)\t$(COMPONENT)\t$(REPO_URI)";
        var targets = await host.RunAsync(
            new Command("apt-get", "indextargets", "--format", Format, "Created-By: Packages"), cancellationToken);
        var mirror = targets.StandardOutput.Split('\n').Select(line => line.Split('\t'))
            .FirstOrDefault(fields => fields is ["Debian", "Debian", "main", { Length: > 0 }])?[3];
        return mirror is null
            ? throw new HarnessException(
                FailureClass.Preflight,
                "this machine's apt has no package list of Debian, from whose mirror the lab-host image is made: run './harness "
                + "setup' or "
                    + $"'apt-get update' first (its output: {(targets.StandardError + targets.StandardOutput).Trim()})")
            : $"deb [arch=amd64 signed-by={Keyring}] {mirror} trixie main";
    }

    /// <summary>Lists the packages from which an image would be made now: each file name, size and checksum.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: the archive was not reached, or does not have all packages.
    /// </exception>
    public async Task<ImmutableArray<string>> ResolveAsync(string source, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "sources.list"), source + '\n', cancellationToken);
        await AptAsync(["apt-get", "update", "-qq"], $"apt cannot fetch the package list of '{source}'", cancellationToken);
        var uris = await AptAsync(
            [
                "apt-get", "install", "-qq", "-y", "--print-uris", "?essential", "?priority(required)", "apt",
                .. LabHostRecipe.PackagesOf(recipe),
            ],
            $"'{source}' has not all packages of lab hosts",
            cancellationToken);
        return [.. FileAndChecksum().Matches(uris).Select(match => match.Value).Order(StringComparer.Ordinal)];
    }

    private async Task<string> AptAsync(ImmutableArray<string> words, string failure, CancellationToken cancellationToken)
    {
        var command = new Command("sh", ["-c", recipe.Files["apt.sh"], "apt.sh", directory, .. words]).WithTimeout(Bound);
        var result = await host.RunAsync(command, cancellationToken);
        return result.Succeeded
            ? result.StandardOutput
            : throw new HarnessException(
                FailureClass.Preflight,
                $"{failure}: check the network and the proxy in apt's configuration, then try again (apt's output: "
                + $"{result.StandardError.Trim()})");
    }

    [GeneratedRegex(@"\S+\.deb \d+ \S+")]
    private static partial Regex FileAndChecksum();
}
