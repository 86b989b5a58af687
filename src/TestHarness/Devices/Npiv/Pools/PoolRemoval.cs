using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Hosts;

namespace TestHarness.Devices.Npiv.Pools;

/// <summary>
/// The command that stops and undefines a pool by its UUID, which no other pool has, and removes the vHBA that libvirt made for
/// it.
/// </summary>
internal static class PoolRemoval
{
    /// <summary>
    /// $1: the pool's UUID, $2: the WWPN of its vHBA as sysfs prints it; empty when the vHBA is not the pool's.
    /// </summary>
    private const string Script = VportRemoval.Function + """
        export LC_ALL=C
        pool() { command=$1; shift; virsh -q -c qemu:///system "pool-$command" "$@"; }
        if output=$(pool info "$1" 2>&1); then
            ! echo "$output" | grep -q '^State: *running' || pool destroy "$1" >/dev/null || exit
            ! echo "$output" | grep -q '^Persistent: *yes' || pool undefine "$1" >/dev/null || exit
        else
            case $output in *"Storage pool not found"*) ;; *) echo "$output" >&2; exit 1 ;; esac
        fi
        [ -z "$2" ] || remove_vport "$2"
        """;

    /// <summary>Returns the command; it succeeds also when the pool is gone already.</summary>
    /// <param name="vhba">The WWPN of the pool's vHBA; null when the vHBA is not the pool's.</param>
    public static Command Of(Guid uuid, Wwn? vhba) => Command.Shell(Script, uuid.ToString(), vhba?.ToSysfs() ?? "");
}
