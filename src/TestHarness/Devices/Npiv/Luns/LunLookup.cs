using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.NodeDevices;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;
using TestHarness.Libvirt;
using TestHarness.Storage;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>The LUNs behind an HBA or a vHBA, found in every possible way; all ways must agree.</summary>
public static class LunLookup
{
    /// <summary>
    /// Waits until a LUN is found. $1: the SCSI host's number, $2: the WWID without a prefix, $3: the limit in seconds. The
    /// kernel looks for LUNs when a port logs in, and no tool waits for that, so the script polls for the LUN and for udev's link
    /// to it. Two disks of the LUN that would have the same link cannot both have it. Then it suffices that udev knows the disk
    /// (/run/udev/data) and that another disk of the LUN has a link. The caller examines the result.
    /// </summary>
    private const string Await = ShellClock.Function + """
        named() { ls -l /dev/disk/by-path 2>/dev/null | grep -q "/$1\$"; }
        disk() { ls "$1/block" 2>/dev/null | head -n 1; }
        end=$(($(seconds) + $3))
        while [ "$(seconds)" -le "$end" ]; do
            for device in /sys/bus/scsi/devices/"$1":*; do
                grep -sqiF "$2" "$device/wwid" || ls -l /dev/disk/by-id 2>/dev/null | grep -qiF "$2" || continue
                block=$(disk "$device")
                [ -n "$block" ] || continue
                ! named "$block" || exit 0
                [ -e "/run/udev/data/b$(cat "$device/block/$block/dev" 2>/dev/null)" ] || continue
                for other in $(grep -lsiF "$2" /sys/bus/scsi/devices/*:*:*:*/wwid); do
                    ! named "$(disk "${other%/wwid}")" || exit 0
                done
            done
            sleep 0.1
        done
        """;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <summary>Finds the LUNs behind a port.</summary>
    /// <param name="wwpn">The WWPN of the HBA or vHBA.</param>
    /// <param name="pool">The port's pool, whose volumes must be the same LUNs; null when it has none.</param>
    /// <exception cref="HarnessException">
    /// Class preflight: there is no such port, or the ways disagree; the message has each answer.
    /// </exception>
    public static async Task<HostLuns> FindAsync(
        Virsh virsh, Wwn wwpn, PersistentVhba? pool = null, CancellationToken cancellationToken = default)
    {
        var port = await PortAsync(virsh, wwpn, cancellationToken);
        ImmutableArray<Volume>? volumes = pool is null
            ? null
            : VolumeList.Parse(await virsh.LookAsync(["vol-list", "--details", pool.Id], cancellationToken));
        var tree = NodeDeviceTree.Parse(await virsh.LookAsync(["nodedev-list", "--tree"], cancellationToken));
        var sysfs = await SysfsLuns.ReadAsync(virsh.Host, port.Number, cancellationToken);
        return new LunAgreement(virsh.Host.Name, port.Number, volumes, TreeLuns.Of(port.Number, tree), sysfs).Agree();
    }

    /// <summary>Waits until a LUN is seen, refreshes the pool, and finds the LUN in every way.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: the LUN is not seen within that time (the message has the LUNs that are), or the ways disagree.
    /// </exception>
    public static async Task<ScsiLun> AwaitAsync(
        Virsh virsh,
        Wwn wwpn,
        Wwid wwid,
        TimeSpan within,
        PersistentVhba? pool = null,
        CancellationToken cancellationToken = default)
    {
        var port = await PortAsync(virsh, wwpn, cancellationToken);
        var number = port.Number.ToString(CultureInfo.InvariantCulture);
        var seconds = Math.Ceiling(within.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var wait = Command.Shell(Await, number, wwid.Name, seconds).WithTimeout(3 * within + Grace);
        (await virsh.Host.RunAsync(wait, cancellationToken)).OrThrow(FailureClass.Preflight);
        if (pool is not null)
            await pool.RefreshAsync(cancellationToken);

        var luns = (await FindAsync(virsh, wwpn, pool, cancellationToken)).Luns;
        var seen = luns.IsEmpty ? "none" : string.Join(", ", luns.Select(lun => $"{lun.Address} {lun.Wwid} ({lun.Path})"));
        return luns.FirstOrDefault(lun => lun.Wwid == wwid) ?? throw new HarnessException(
            FailureClass.Preflight,
            $"LUN {wwid} was expected behind WWPN {wwpn} on {virsh.Host.Name} within {within.TotalSeconds:0.#} s, found {seen}; "
            + $"the port: host{port.Number} with {port.State}; " +
            "check that the zone and the array's LUN masking have this WWPN");
    }

    private static async Task<FcPort> PortAsync(Virsh virsh, Wwn wwpn, CancellationToken cancellationToken) =>
        await VhbaState.FindAsync(virsh.Host, wwpn, cancellationToken) ?? throw new HarnessException(
            FailureClass.Preflight,
            $"no port of {virsh.Host.Name} has WWPN {wwpn}, and so no LUNs behind it; create the vHBA or start its pool first");
}
