using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Npiv.Vhbas;

/// <summary>Removes vHBAs past libvirt, as undoing must work where its daemon does not; libvirt hears of it by udev.</summary>
internal static class VportRemoval
{
    /// <summary>
    /// A function for scripts, of a WWPN as sysfs prints it. Only vports have directories in fc_vports, so an HBA is never taken for
    /// a vHBA. The kernel takes the vport's SCSI host away some time after the write; nothing tells when, so it is polled, for 20 s.
    /// </summary>
    public const string Function = """
        remove_vport() {
            for vport in /sys/class/fc_vports/vport-*; do
                [ "$(cat "$vport/port_name" 2>/dev/null)" = "$1" ] || continue
                wwnn=$(cat "$vport/node_name") && parent=${vport##*/vport-} || return
                printf '%s:%s' "${1#0x}" "${wwnn#0x}" > "/sys/class/fc_host/host${parent%%:*}/vport_delete" || return
                tries=0
                while grep -sqx "$1" /sys/class/fc_host/*/port_name /sys/class/fc_vports/*/port_name; do
                    tries=$((tries + 1))
                    [ "$tries" -lt 200 ] || { echo "the vHBA with WWPN $1 is still there 20 s after it was deleted" >&2; return 1; }
                    sleep 0.1
                done
                ! command -v udevadm >/dev/null || udevadm settle --timeout=20
            done
        }

        """;

    private const string OfWwpn = Function + """remove_vport "$1" """;

    /// <summary>
    /// $1: the parent's WWPN, the others: those of its vports that were there before. libvirt names what it generates for QEMU
    /// 5001a4a and nine random digits (virRandomGenerateWWN). More than one that is new cannot all be ours.
    /// </summary>
    private const string OfGenerated = Function + """
        parent=$1; shift
        known=" $* " new=
        for port in /sys/class/fc_host/host*; do
            [ "$(cat "$port/port_name" 2>/dev/null)" = "$parent" ] || continue
            for vport in /sys/class/fc_vports/vport-"${port##*/host}":*; do
                wwpn=$(cat "$vport/port_name" 2>/dev/null) || continue
                case $known in *" $wwpn "*) continue ;; esac
                case $wwpn in 0x5001a4a*) new="$new $wwpn" ;; esac
            done
        done
        set -- $new
        [ $# -le 1 ] || { echo "vHBAs $* of the HBA with WWPN $parent are new; which is to be removed cannot be told: remove it with virsh nodedev-destroy" >&2; exit 1; }
        [ $# -eq 0 ] || remove_vport "$1"
        """;

    /// <summary>$1: a WWPN as sysfs prints it. A look of <see cref="Presence"/> for all that the kernel has of it.</summary>
    private const string Look = """
        there=$(grep -lsx "$1" /sys/class/fc_host/*/port_name /sys/class/fc_vports/*/port_name)
        [ -n "$there" ] || exit 1
        echo "$there"
        """;

    public static Command LookFor(WwnPair wwns) => Command.Shell(Look, wwns.Wwpn.ToSysfs());

    public static Command Of(WwnPair wwns) => Command.Shell(OfWwpn, wwns.Wwpn.ToSysfs());

    /// <summary>For the moment in which libvirt has generated the names and the ledger does not know them yet.</summary>
    public static Command OfWhatIsGenerated(Wwn parent, IEnumerable<Wwn> before) =>
        Command.Shell(OfGenerated, [parent.ToSysfs(), .. before.Select(wwpn => wwpn.ToSysfs())]);
}
