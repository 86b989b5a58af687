using System.Security.Cryptography;
using System.Text;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Qemu.Capabilities;

/// <summary>The QEMU of a host.</summary>
/// <param name="Architecture">The architecture that QEMU emulates, as in <c>qemu-system-x86_64</c>.</param>
/// <param name="Fingerprint">
/// A text that changes when the file changes or the host boots, so that answers about the file can be kept under it.
/// </param>
public sealed record QemuBinary(string Path, string Architecture, string Fingerprint)
{
    private const int NotFound = 3;

    private const string Find = """
        machine=$(uname -m)
        case $machine in i?86) machine=i386 ;; arm64) machine=aarch64 ;; ppc64le) machine=ppc64 ;; esac
        [ $# -gt 0 ] || set -- /usr/libexec/qemu-kvm qemu-kvm "qemu-system-$machine"
        for name; do
          if path=$(command -v "$name") && [ -f "$path" ]; then
            case $name in *qemu-system-*) machine=${name##*qemu-system-} ;; esac
            printf '%s\n' "$path" "$machine" "$(stat -L -c %Y.%s "$path")" "$(cat /proc/sys/kernel/random/boot_id)"
            exit 0
          fi
        done
        echo "$* (PATH is $PATH)"
        exit 3
        """;

    /// <summary>Finds the QEMU of a host.</summary>
    /// <param name="configured">
    /// A path or a name; null for the first of <c>/usr/libexec/qemu-kvm</c>, <c>qemu-kvm</c> and <c>qemu-system-ARCH</c>.
    /// </param>
    /// <exception cref="HarnessException">
    /// Class preflight: the host has no QEMU; the message has the places and what to install.
    /// </exception>
    public static async Task<QemuBinary> FindAsync(
        IHost host, string? configured = null, CancellationToken cancellationToken = default)
    {
        var find = Command.Shell(Find, configured is null ? [] : [configured]);
        var result = await host.RunAsync(find, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode == NotFound)
        {
            var remedy = configured is null
                ? "install qemu-kvm (RHEL, Fedora) or qemu-system-x86 (Debian, Ubuntu), or configure its path"
                : "correct the configured path, or leave it out to have QEMU looked for";
            throw new HarnessException(
                FailureClass.Preflight, $"no QEMU was found on {host.Name}: looked for {result.StandardOutput.Trim()}; {remedy}");
        }

        var lines = result.OrThrow(FailureClass.Preflight).StandardOutput.Split('\n');
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(result.StandardOutput));
        return new QemuBinary(lines[0], lines[1], Convert.ToHexStringLower(hash.AsSpan(0, 12)));
    }
}
