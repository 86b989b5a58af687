using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>
/// A host as a lab may have it: the login's user and shell, sudo's rules, mounts. A mount namespace of the test's own has them;
/// this machine keeps its users and mounts.
/// </summary>
internal sealed record HostSite
{
    /// <summary>
    /// $1: a folder with the namespace's files. $2: a script that mounts more; the rest: what runs there.
    /// </summary>
    private const string Enter = """
        mount --make-rprivate / && mount --bind "$1/passwd" /etc/passwd && chmod 755 "$1" || exit
        if [ -s "$1/sudoers" ]; then
          chmod 440 "$1/sudoers" && mount --bind "$1/sudoers" /etc/sudoers || exit
        fi
        eval "$2" || exit
        shift 2
        exec "$@"
        """;

    /// <summary>The user who logs in.</summary>
    public string User { get; init; } = "root";

    /// <summary>The path of the user's login shell.</summary>
    public string Shell { get; init; } = "/bin/sh";

    /// <summary>The content of /etc/sudoers; empty for this machine's.</summary>
    public string Sudoers { get; init; } = "";

    /// <summary>More variables of the sessions, as for sshd's SetEnv.</summary>
    public string Variables { get; init; } = "";

    /// <summary>
    /// Whether the site is a machine of its own to the harness: by its ID, its processes and its /var/tmp.
    /// </summary>
    public bool IsMachine { get; init; }

    /// <summary>The size of the disk for the machine's /var/tmp.</summary>
    public string Disk { get; init; } = "256m";

    /// <summary>Commands of a shell that change the namespace more.</summary>
    public string Mounts { get; init; } = "";

    private string OwnMachine => $"""
        mount -t tmpfs -o mode=1777,size={Disk} none /var/tmp && tr -d - </proc/sys/kernel/random/uuid >"$1/id" &&
        mount --bind "$1/id" /etc/machine-id

        """;

    /// <summary>Skips the test unless this machine can have the site.</summary>
    public void Require()
    {
        Skip.Unless(Environment.UserName == "root", SkipReason.NotRoot, "another user's login needs root");
        Skip.Unless(File.Exists(Shell), SkipReason.NoLoginShell, $"there is no {Shell}");
        Skip.Unless(Sudoers.Length == 0 || File.Exists("/usr/bin/sudo"), SkipReason.NoLoginShell, "there is no sudo");
    }

    /// <summary>Returns the command that runs the words in the site.</summary>
    /// <param name="folder">A folder for the site's files.</param>
    public async Task<Command> EnterAsync(string folder, string[] words)
    {
        Require();
        var users = from line in await File.ReadAllLinesAsync("/etc/passwd") where !line.StartsWith($"{User}:") select line;
        var id = User == "root" ? 0 : 54321;
        var home = User == "root" ? "/root" : "/";
        await File.WriteAllLinesAsync(Path.Combine(folder, "passwd"), [.. users, $"{User}:*:{id}:{id}::{home}:{Shell}"]);
        await File.WriteAllTextAsync(Path.Combine(folder, "sudoers"), Sudoers);
        string[] processes = IsMachine ? ["--pid", "--fork", "--kill-child", "--mount-proc"] : [];
        var mounts = (IsMachine ? OwnMachine : "") + Mounts;
        return new Command("unshare", ["--mount", .. processes, "--", "sh", "-c", Enter, "sh", folder, mounts, .. words]);
    }
}
