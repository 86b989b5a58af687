using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Cli.Setup;

/// <summary>This machine's package manager apt.</summary>
/// <param name="Prefix">The words before apt-get: none for root, else sudo.</param>
/// <param name="MayInstall">Whether it can install without a password.</param>
internal sealed record Apt(ImmutableArray<string> Prefix, bool MayInstall)
{
    private const string Lists = "/var/lib/apt/lists";

    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(20);

    /// <summary>Finds apt; returns null on a system without it.</summary>
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

    /// <summary>Whether apt has package lists.</summary>
    public static bool HasLists => Directory.Exists(Lists) && Directory.EnumerateFiles(Lists, "*_Packages*").Any();

    /// <summary>The command that reads the package lists.</summary>
    public ImmutableArray<string> Update => [.. Prefix, "apt-get", "update"];

    /// <summary>Returns the command that installs packages.</summary>
    public ImmutableArray<string> Install(IEnumerable<string> packages) =>
        [.. Prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends", .. packages];

    /// <summary>Runs a command of apt.</summary>
    /// <exception cref="HarnessException">Class provision: apt failed; the message has the end of its output.</exception>
    public static async Task RunAsync(IHost machine, ImmutableArray<string> words)
    {
        var command = new Command(words[0], words.Skip(1)).WithTimeout(InstallTimeout);
        (await machine.RunAsync(command)).OrThrow(FailureClass.Provision);
    }
}
