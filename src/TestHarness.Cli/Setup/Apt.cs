using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Cli.Setup;

/// <summary>This machine's package manager, with the right to install or without.</summary>
/// <param name="Prefix">What goes before apt-get: nothing for root, else sudo.</param>
/// <param name="MayInstall">Whether that works without a password.</param>
internal sealed record Apt(ImmutableArray<string> Prefix, bool MayInstall)
{
    private const string Lists = "/var/lib/apt/lists";

    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(20);

    /// <summary>Null on a system without apt.</summary>
    public static async Task<Apt?> FindAsync(IHost machine)
    {
        if (Requirement.Find("apt-get") is null)
            return null;
        if (Environment.IsPrivilegedProcess)
            return new Apt([], true);
        if (Requirement.Find("sudo") is null)
            return new Apt(["sudo"], false);
        return new Apt(["sudo"], (await machine.RunAsync(new Command("sudo", "-n", "true"))).Succeeded);
    }

    public static bool HasLists => Directory.Exists(Lists) && Directory.EnumerateFiles(Lists, "*_Packages*").Any();

    public ImmutableArray<string> Update => [.. Prefix, "apt-get", "update"];

    public ImmutableArray<string> Install(IEnumerable<string> packages) =>
        [.. Prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends", .. packages];

    /// <exception cref="HarnessException">Class provision: with the last of what apt said.</exception>
    public static async Task RunAsync(IHost machine, ImmutableArray<string> words)
    {
        var command = new Command(words[0], words.Skip(1)).WithTimeout(InstallTimeout);
        (await machine.RunAsync(command)).OrThrow(FailureClass.Provision);
    }
}
