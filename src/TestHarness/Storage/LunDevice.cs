using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Storage;

/// <summary>Finds a LUN among a host's block devices by its WWID: names such as sda are given in the order of discovery.</summary>
public static class LunDevice
{
    private const int SectorSize = 512;

    /// <summary>
    /// $1: a path of the LUN, or nothing. Prints "&gt;DEVICE", to which the path leads, and "NAME SECTORS NUMBER ADDRESS WWID" of
    /// every block device that has a WWID. SCSI disks tell theirs in device/wwid, NVMe namespaces in wwid, multipath maps in
    /// dm/uuid as mpath-3 and the NAA's digits. The link device of a SCSI disk ends in its address, HOST:BUS:TARGET:LUN.
    /// </summary>
    private const string Script = """
        [ -z "$1" ] || echo ">$(readlink -f "$1")"
        for device in /sys/block/*; do
            for file in "$device/dm/uuid" "$device/wwid" "$device/device/wwid"; do
                wwid=$(cat "$file" 2>/dev/null) && [ -n "$wwid" ] || continue
                address=$(readlink "$device/device")
                case ${address##*/} in *:*:*:*) address=${address##*/} ;; *) address=- ;; esac
                echo "${device##*/} $(cat "$device/size") $(cat "$device/dev") $address $wwid"
                break
            done
        done
        """;

    /// <summary>Finds the LUN by its path where it has one, whose device must have the WWID, else by the WWID alone.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: no device of the host has the WWID, with those that it has, or the path leads to another one.
    /// </exception>
    public static async Task<SharedLun> FindAsync(IHost host, DeviceLun lun, CancellationToken cancellationToken = default)
    {
        var result = await host.RunAsync(Command.Shell(Script, lun.Path ?? ""), cancellationToken);
        var lines = result.OrThrow(FailureClass.Preflight).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var target = lines.FirstOrDefault(IsTarget)?[1..];
        var devices = lines.Where(line => !IsTarget(line)).Select(Read).ToImmutableArray();
        var found = lun.Path is null ? ByWwid(host, lun, devices) : ByPath(host, lun, target ?? "", devices);
        return new SharedLun(lun.Name, lun.Path ?? $"/dev/{found.Name}", found.Size)
        {
            Device = new LunIdentity(lun, found.Wwid, found.Number, found.ScsiHost),
        };
    }

    /// <summary>A multipath map has the same WWID as its paths, and is what to use.</summary>
    private static Found ByWwid(IHost host, DeviceLun lun, ImmutableArray<Found> devices) =>
        devices.Where(device => device.Wwid == Wwid.Of(lun.Wwid))
            .OrderByDescending(device => device.Name.StartsWith("dm-", StringComparison.Ordinal)).FirstOrDefault()
        ?? throw new HarnessException(
            FailureClass.Preflight,
            $"LUN {lun.Name} is not visible on {host.Name}: expected a block device with WWID {lun.Wwid}, found " +
            (devices.IsEmpty ? "none with a WWID" : Seen(devices)));

    private static Found ByPath(IHost host, DeviceLun lun, string target, ImmutableArray<Found> devices)
    {
        var found = devices.FirstOrDefault(device => device.Name == target[(target.LastIndexOf('/') + 1)..]);
        if (found?.Wwid == Wwid.Of(lun.Wwid))
            return found;

        var leads = (found, target) switch
        {
            (not null, _) => $"it leads to {found}",
            (null, "") => "there is no such path",
            _ => $"it leads to {target}, which is no whole block device with a WWID",
        };
        throw new HarnessException(
            FailureClass.Preflight,
            $"LUN {lun.Name}: expected {lun.Path} on {host.Name} to be a block device with WWID {lun.Wwid}, but {leads}; " +
            $"devices with a WWID: {Seen(devices)}; correct the path or the WWID, or leave the path out");
    }

    private static bool IsTarget(string line) => line.StartsWith('>');

    private static string Seen(ImmutableArray<Found> devices) =>
        devices.IsEmpty ? "none" : string.Join(", ", devices);

    private static Found Read(string line)
    {
        var words = line.Split(' ', 5);
        return new Found(
            words[0], long.Parse(words[1], CultureInfo.InvariantCulture) * SectorSize, words[2],
            words[3] == "-" ? null : int.Parse(words[3].Split(':')[0], CultureInfo.InvariantCulture), words[4]);
    }

    /// <param name="Told">The WWID as the kernel writes it.</param>
    private sealed record Found(string Name, long Size, string Number, int? ScsiHost, string Told)
    {
        public Wwid Wwid { get; } = Wwid.Of(Told);

        public override string ToString() => $"{Name} ({Told})";
    }
}
