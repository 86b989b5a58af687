using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Npiv.Vhbas;

/// <summary>
/// The commands that remove vHBAs without libvirt, so that the undo works without libvirt's daemon; udev informs libvirt.
/// </summary>
internal static class VportRemoval
{
    /// <summary>
    /// A function for scripts, which takes a WWPN as sysfs prints it. Only vports have directories in fc_vports, so that an HBA
    /// is never taken for a vHBA. The kernel removes the vport's SCSI host some time after the write, and nothing reports when,
    /// so the function polls for at most 20 s.
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
                    [ "$tries" -lt 200 ] || {
                        echo "the vHBA with WWPN $1 is still there 20 s after it was deleted" >&2
                        return 1
                    }
                    sleep 0.1
                done
                ! command -v udevadm >/dev/null || udevadm settle --timeout=20
            done
        }

        """;

    private const string OfWwpn = Function + """remove_vport "$1" """;

    /// <summary>
    /// $1: the parent's WWPN, the others: the WWPNs of its earlier vports. A name that libvirt generates for QEMU starts with
    /// 5001a4a and has nine random digits (virRandomGenerateWWN). When more than one is new, some are not the harness's.
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
        [ $# -le 1 ] || {
            echo "vHBAs $* of the HBA with WWPN $parent are new; it is unknown which one" \
                "the harness made: remove that one with virsh nodedev-destroy" >&2
            exit 1
        }
        [ $# -eq 0 ] || remove_vport "$1"
        """;

    /// <summary>
    /// $1: a WWPN as sysfs prints it. Prints the files of the kernel with this WWPN, for <see cref="Presence"/>.
    /// </summary>
    private const string Look = """
        there=$(grep -lsx "$1" /sys/class/fc_host/*/port_name /sys/class/fc_vports/*/port_name)
        [ -n "$there" ] || exit 1
        echo "$there"
        """;

    /// <summary>Returns the command that looks for a vHBA.</summary>
    public static Command LookFor(WwnPair wwns) => Command.Shell(Look, wwns.Wwpn.ToSysfs());

    /// <summary>Returns the command that removes a vHBA.</summary>
    public static Command Of(WwnPair wwns) => Command.Shell(OfWwpn, wwns.Wwpn.ToSysfs());

    /// <summary>
    /// Returns the command that removes a vHBA whose names libvirt has generated, before the ledger knows these names.
    /// </summary>
    public static Command OfGeneratedWwns(Wwn parent, IEnumerable<Wwn> before) =>
        Command.Shell(OfGenerated, [parent.ToSysfs(), .. before.Select(wwpn => wwpn.ToSysfs())]);
}
