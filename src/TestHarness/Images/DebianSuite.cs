using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Images;

/// <summary>The Debian release that this machine's apt has, with its updates and security updates.</summary>
/// <param name="Name">The release's code name, for example <c>bookworm</c>.</param>
/// <param name="Sources">The lines of a <c>sources.list</c>, with this machine's mirrors.</param>
internal sealed partial record DebianSuite(string Name, ImmutableArray<string> Sources)
{
    private const string Keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

    private static readonly ImmutableArray<string> Suffixes = ["", "-updates", "-security"];

    /// <summary>Finds the release in apt's sources.</summary>
    /// <exception cref="HarnessException">Class preflight: apt has no package list of Debian.</exception>
    public static async Task<DebianSuite> FindAsync(IHost host, CancellationToken cancellationToken)
    {
        const string Format = "$(ORIGIN)\t$(LABEL)\t$(COMPONENT)\t$(REPO_URI)\t$(RELEASE)";
        var targets = await host.RunAsync(
            new Command("apt-get", "indextargets", "--format", Format, "Created-By: Packages"), cancellationToken);
        var lists = targets.StandardOutput.Split('\n').Select(line => line.Split('\t'))
            .Where(fields => fields is ["Debian", _, "main", { Length: > 0 }, { Length: > 0 }])
            .ToArray();
        var name = lists.FirstOrDefault(fields => fields[1] == "Debian" && !fields[4].Contains('-', StringComparison.Ordinal))?[4]
            ?? throw new HarnessException(
                FailureClass.Preflight,
                "this machine's apt has no package list of Debian, of which the Debian guest is made: run './harness setup' or "
                + $"'apt-get update' first (its output: {(targets.StandardError + targets.StandardOutput).Trim()})");
        var parts = Suffixes.Select(suffix => name + suffix).ToArray();
        return new DebianSuite(
            name,
            [
                .. lists.Where(fields => parts.Contains(fields[4]))
                    .Select(fields => $"deb [arch=amd64 signed-by={Keyring}] {fields[3]} {fields[4]} main")
                    .Distinct(),
            ]);
    }

    /// <summary>
    /// Lists the packages of a new installation, by the lists that this machine's apt has: each file name, size and checksum.
    /// </summary>
    /// <param name="script">The text of <c>apt.sh</c>.</param>
    /// <param name="state">The folder of apt's state, which gets the sources.</param>
    /// <exception cref="HarnessException">Class preflight: apt does not know all packages.</exception>
    public async Task<ImmutableArray<string>> ResolveAsync(
        IHost host, string script, string state, ImmutableArray<string> packages, CancellationToken cancellationToken)
    {
        await File.WriteAllLinesAsync(Path.Combine(state, "sources.list"), Sources, cancellationToken);
        string[] words =
            ["apt-get", "install", "-qq", "-y", "--print-uris", "?essential", "?priority(required)", "apt", .. packages];
        var uris = await host.RunAsync(new Command("sh", ["-c", script, "apt.sh", state, .. words]), cancellationToken);
        return uris.Succeeded
            ? [.. FileAndChecksum().Matches(uris.StandardOutput).Select(match => match.Value).Order(StringComparer.Ordinal)]
            : throw new HarnessException(
                FailureClass.Preflight,
                $"apt does not know all packages of the Debian guest in {Name}: run './harness setup' or 'apt-get update' first "
                + $"(apt's output: {(uris.StandardError + uris.StandardOutput).Trim()})");
    }

    [GeneratedRegex(@"\S+\.deb \d+ \S+")]
    private static partial Regex FileAndChecksum();
}
