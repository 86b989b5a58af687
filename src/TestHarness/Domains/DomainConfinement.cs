using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Domains;

/// <summary>
/// What keeps libvirt's QEMU from a scenario's files: its user (libvirt-qemu, qemu), AppArmor, SELinux. The scenario's folder is
/// root's, and the sockets in it are no part of the domain for which libvirt labels files.
/// </summary>
public static class DomainConfinement
{
    private const string Configuration = "/etc/libvirt/qemu.conf";

    private const string Remedy = "and start libvirtd (RHEL: virtqemud) again; the harness changes neither";

    /// <summary>Prints libvirt's settings as qemu.conf $1 has them, and what confines processes on the host.</summary>
    private const string Look = """
        value() { sed -n "s/^[[:space:]]*$1[[:space:]]*=//p" "$2" 2>/dev/null | sed 's/[][" \t]//g' | tail -n 1; }
        command -v virsh >/dev/null || exit 0
        user=$(value user "$1")
        echo "user ${user:-of the package}"
        [ "$(value security_driver "$1")" != none ] || exit 0
        [ "$(getenforce 2>/dev/null)" != Enforcing ] || echo SELinux
        [ "$(cat /sys/module/apparmor/parameters/enabled 2>/dev/null)" != Y ] || echo AppArmor
        """;

    /// <summary>
    /// Returns what is to be changed on a host before it can run guests as libvirt domains; null when nothing is, or when the
    /// host has no libvirt.
    /// </summary>
    public static Task<string?> WhyNotAsync(IHost host, CancellationToken cancellationToken = default) =>
        WhyNotAsync(host, Configuration, cancellationToken);

    internal static async Task<string?> WhyNotAsync(IHost host, string configuration, CancellationToken cancellationToken)
    {
        var look = (await host.RunAsync(Command.Shell(Look, configuration), cancellationToken)).OrThrow(FailureClass.Preflight);
        var lines = look.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is [])
            return null;

        var reasons = new List<string>();
        if (lines[0] is not ("user root" or "user +0" or "user 0"))
            reasons.Add(
                $"libvirt runs QEMU as the {lines[0]}, who may not enter a scenario's folder: "
                + $"write 'user = \"root\"' and 'group = \"root\"' to {configuration}");
        reasons.AddRange(lines[1..].Select(driver =>
            $"{driver} keeps libvirt's QEMU from a scenario's sockets: write 'security_driver = \"none\"' to {configuration}"));
        return reasons.Count == 0 ? null : $"{string.Join("; ", reasons)}, {Remedy}";
    }

    /// <summary>Refuses a host that cannot run guests as libvirt domains.</summary>
    /// <exception cref="HarnessException">Class preflight: what is to be changed on the host.</exception>
    public static async Task RequireNoneAsync(IHost host, CancellationToken cancellationToken = default)
    {
        if (await WhyNotAsync(host, cancellationToken) is { } reason)
            throw new HarnessException(FailureClass.Preflight, $"{host.Name}: {reason}");
    }
}
