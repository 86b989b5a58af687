namespace TestHarness.Tests.Hosts;

/// <summary>Hosts as labs have them.</summary>
internal static class HostSites
{
    private const string German = "LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 LANGUAGE=de";

    /// <summary>Lets a user run everything without a password, with the defaults of Debian's sudoers.</summary>
    private const string SudoersOfQe = """
        Defaults env_reset
        Defaults use_pty
        Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        root ALL=(ALL:ALL) ALL
        qe ALL=(ALL) NOPASSWD: ALL

        """;

    /// <summary>Lets nothing be executed that lies in a folder for temporary files.</summary>
    private const string NoExecution = """
        for folder in /tmp /var/tmp; do
          mount --bind $folder $folder && mount -o remount,bind,noexec $folder || exit
        done
        """;

    /// <summary>A host whose user is not root, has csh and speaks German; /tmp and /var/tmp are mounted noexec.</summary>
    public static HostSite UserWithSudo { get; } =
        new() { User = "qe", Shell = "/bin/tcsh", Sudoers = SudoersOfQe, Variables = German, Mounts = NoExecution };

    /// <summary>A host whose root has fish and speaks German.</summary>
    public static HostSite RootWithFish { get; } = new() { Shell = "/usr/bin/fish", Variables = German };
}
