using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Libvirt;

/// <summary>Commands that look for an object of libvirt by its UUID, as <see cref="Presence"/> does for files.</summary>
internal static class LibvirtPresence
{
    /// <summary>
    /// $1: virsh's command, $2: the UUID. An object that is not found is gone; some versions report that only by "failed to get
    /// domain". Any other failure shows neither.
    /// </summary>
    private const string Script = """
        export LC_ALL=C
        said=$(virsh -q -c qemu:///system "$1" "$2" 2>&1) && { echo "$2"; exit 0; }
        case $said in *"not found"*) exit 1 ;; esac
        [ "$(echo "$said" | grep -c .)" != 1 ] || case $said in *"failed to get "*) exit 1 ;; esac
        echo "$said" >&2
        exit 2
        """;

    /// <summary>Makes a command that looks for the object.</summary>
    /// <param name="info">The command of virsh that fails when the object does not exist, for example <c>dominfo</c>.</param>
    public static Command Of(string info, Guid uuid) => Command.Shell(Script, info, $"{uuid}");
}
