using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Storage;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>A SCSI device as the kernel and udev show it.</summary>
/// <param name="Block">The name of its block device; null when the device is not a readable LUN.</param>
/// <param name="Wwid">The WWID in sysfs, or in <c>/dev/disk/by-id</c> when the kernel is older than that attribute.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Links">The stable names under <c>/dev/disk</c> that lead to the device.</param>
/// <param name="Taken">The name in by-path that should be the device's own; null when it has one, or none is known.</param>
internal sealed record SysfsLun(
    ScsiAddress Address, string? Block, Wwid? Wwid, long Size, ImmutableArray<string> Links, TakenName? Taken = null)
{
    /// <summary>The first of the device's names in by-path; on Fibre Channel, a name with its own LUN number.</summary>
    public string? ByPath => Links.FirstOrDefault(link =>
        link.StartsWith("/dev/disk/by-path/", StringComparison.Ordinal) && IsOfItsNumber(link));

    /// <summary>The device's name in by-path, even when the name leads to another disk now; null when none is known.</summary>
    public string? Name => ByPath ?? (Taken is { } taken && IsOfItsNumber(taken.Link) ? taken.Link : null);

    public override string ToString() => Block is null
        ? "no block device"
        : $"{Block} ({Wwid?.ToString() ?? "no WWID"}, {ByPath ?? Taken?.ToString() ?? "no link in /dev/disk/by-path"})";

    private bool IsOfItsNumber(string link) => FcPathName.Find(link) is not { } name || name.Lun.Value == Address.Lun;
}

/// <summary>A name in by-path that leads to the disk of another SCSI host, which has the same LUN.</summary>
internal sealed record TakenName(string Link, string Disk, string Address)
{
    public override string ToString() => $"{Link} leads to {Disk}, which is {Address}";
}

/// <summary>The SCSI devices in <c>/sys/bus/scsi/devices</c>, with the links of udev.</summary>
internal static class SysfsLuns
{
    private const int SectorSize = 512;

    /// <summary>
    /// $1: the SCSI host's number. Prints a line for each device of the host: address, block device, sectors, WWID and links.
    /// When the device has no link in by-path, also the link, disk and address of another SCSI host's disk of the same WWID.
    /// Fields are separated by tabs, links by spaces; udev writes a space in a link's name as \x20.
    /// </summary>
    private const string Script = """
        host=$1
        taken() {
            case "$block $own" in ' '* | *' /dev/disk/by-path/'*) return ;; esac
            [ -n "$wwid" ] || return
            for other in $(grep -lsF "${wwid% }" /sys/bus/scsi/devices/*:*:*:*/wwid); do
                other=${other%/wwid}
                case ${other##*/} in "$host":*) continue ;; esac
                disk=$(ls "$other/block" 2>/dev/null | head -n 1)
                link=$(echo "$links" | sed -n "s|^/dev/$disk \(/dev/disk/by-path/.*\)|\1|p" | head -n 1)
                [ -z "$link" ] || { echo "$link $disk ${other##*/}"; break; }
            done
        }
        links=$(for link in /dev/disk/by-path/* /dev/disk/by-id/*; do
            [ ! -L "$link" ] || echo "$(readlink -f "$link") $link"
        done)
        for device in /sys/bus/scsi/devices/"$1":*; do
            [ -e "$device" ] || continue
            block=$(ls "$device/block" 2>/dev/null | head -n 1)
            size=; [ -z "$block" ] || size=$(cat "$device/block/$block/size" 2>/dev/null)
            own=; [ -z "$block" ] || own=$(echo "$links" | sed -n "s|^/dev/$block ||p" | tr '\n' ' ')
            wwid=$(cat "$device/wwid" 2>/dev/null | tr '\t\n' '  ')
            printf '%s\t%s\t%s\t%s\t%s\t%s\n' "${device##*/}" "$block" "$size" "$wwid" "$own" "$(taken)"
        done
        """;

    /// <summary>Reads the devices of a SCSI host.</summary>
    public static async Task<ImmutableArray<SysfsLun>> ReadAsync(
        IHost host, int number, CancellationToken cancellationToken = default)
    {
        var read = Command.Shell(Script, number.ToString(CultureInfo.InvariantCulture));
        return Parse((await host.RunAsync(read, cancellationToken)).OrThrow(FailureClass.Preflight).StandardOutput);
    }

    internal static ImmutableArray<SysfsLun> Parse(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseLine)];

    private static SysfsLun ParseLine(string line)
    {
        if (line.Split('\t') is not [var at, var block, var sectors, var wwid, var own, var taken]
            || ScsiAddress.Parse(at) is not { } address)
            throw new HarnessException(
                FailureClass.Preflight,
                $"a device of /sys/bus/scsi/devices was expected as an address and five fields, found: {line}");

        ImmutableArray<string> links = [.. own.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var name = wwid.Trim() is { Length: > 0 } given
            ? given
            : links.FirstOrDefault(link => link.StartsWith("/dev/disk/by-id/scsi-3", StringComparison.Ordinal));
        var size = long.TryParse(sectors, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count * SectorSize
            : 0;
        return new SysfsLun(address, Text(block), name is null ? null : Wwid.Of(name), size, links, ReadTaken(taken));
    }

    private static TakenName? ReadTaken(string field) =>
        field.Split(' ') is [var link, var disk, var address] ? new TakenName(link, disk, address) : null;

    private static string? Text(string field) => field.Length == 0 ? null : field;
}
