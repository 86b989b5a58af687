using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Storage;

/// <summary>A block device of a host that has a WWID.</summary>
/// <param name="Name">The device's name, for example <c>sda</c>.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Number">The device number, for example <c>8:16</c>.</param>
/// <param name="ScsiHost">
/// The number of the device's SCSI host; null when it is on none (NVMe) or on several (a multipath map).
/// </param>
/// <param name="WwidText">The WWID as the kernel writes it.</param>
internal sealed record BlockDevice(string Name, long Size, string Number, int? ScsiHost, string WwidText)
{
    private const int SectorSize = 512;

    public Wwid Wwid { get; } = Wwid.Of(WwidText);

    public bool IsMultipathMap => Name.StartsWith("dm-", StringComparison.Ordinal);

    public override string ToString() => $"{Name} ({WwidText})";

    internal static BlockDevice Read(string line)
    {
        var words = line.Split(' ', 5);
        return new BlockDevice(
            words[0], long.Parse(words[1], CultureInfo.InvariantCulture) * SectorSize, words[2],
            words[3] == "-" ? null : int.Parse(words[3].Split(':')[0], CultureInfo.InvariantCulture), words[4]);
    }
}

/// <summary>The block devices of a host that have a WWID.</summary>
/// <param name="Target">The device to which the given path leads; empty when there is no such path.</param>
internal sealed record BlockDevices(string Target, ImmutableArray<BlockDevice> All)
{
    /// <summary>
    /// Prints "&gt;DEVICE" for the device to which the path leads, and "NAME SECTORS NUMBER ADDRESS WWID" for every block device
    /// that has a WWID. $1: a path of the LUN, or nothing. SCSI disks have their WWID in device/wwid, NVMe namespaces in wwid,
    /// multipath maps in dm/uuid as mpath-3 and the NAA's digits. The link device of a SCSI disk ends in its address,
    /// HOST:BUS:TARGET:LUN. The shell reads the files itself: a process for each costs milliseconds on an emulated host.
    /// </summary>
    private const string Script = """
        [ -z "$1" ] || echo ">$(readlink -f "$1")"
        for device in /sys/block/*; do
            for file in "$device/dm/uuid" "$device/wwid" "$device/device/wwid"; do
                wwid= size= number=
                { read -r wwid < "$file"; } 2>/dev/null
                [ -n "$wwid" ] || continue
                { read -r size < "$device/size"; read -r number < "$device/dev"; } 2>/dev/null
                address=$(readlink "$device/device")
                case ${address##*/} in *:*:*:*) address=${address##*/} ;; *) address=- ;; esac
                [ -z "$size" ] || [ -z "$number" ] || echo "${device##*/} $size $number $address $wwid"
                break
            done
        done
        """;

    /// <summary>The device to which the path leads; null when it is not one of <see cref="All"/>.</summary>
    public BlockDevice? AtTarget => All.FirstOrDefault(device => device.Name == Target[(Target.LastIndexOf('/') + 1)..]);

    /// <summary>Reads the block devices of a host.</summary>
    public static async Task<BlockDevices> ReadAsync(IHost host, string? path, CancellationToken cancellationToken)
    {
        var result = await host.RunAsync(Command.Shell(Script, path ?? ""), cancellationToken);
        var lines = result.OrThrow(FailureClass.Preflight).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new BlockDevices(
            lines.FirstOrDefault(IsTarget)?[1..] ?? "", [.. lines.Where(line => !IsTarget(line)).Select(BlockDevice.Read)]);
    }

    public override string ToString() => All.IsEmpty ? "none" : string.Join(", ", All);

    private static bool IsTarget(string line) => line.StartsWith('>');
}
