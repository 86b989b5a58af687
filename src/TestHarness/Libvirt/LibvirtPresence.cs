using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Libvirt;

/// <summary>Looks for what libvirt knows by a UUID, as <see cref="Presence"/> does for files.</summary>
internal static class LibvirtPresence
{
    /// <summary>
    /// $1: virsh's command, $2: the UUID. What is not found is gone, which some versions say by "failed to get domain" alone; any
    /// other failure shows neither.
    /// </summary>
    private const string Script = """
        export LC_ALL=C
        said=$(virsh -q -c qemu:///system "$1" "$2" 2>&1) && { echo "$2"; exit 0; }
        case $said in *"not found"*) exit 1 ;; esac
        [ "$(echo "$said" | grep -c .)" != 1 ] || case $said in *"failed to get "*) exit 1 ;; esac
        echo "$said" >&2
        exit 2
        """;

    /// <param name="info">virsh's command that fails where there is none, for example <c>dominfo</c>.</param>
    public static Command Of(string info, Guid uuid) => Command.Shell(Script, info, $"{uuid}");
}
