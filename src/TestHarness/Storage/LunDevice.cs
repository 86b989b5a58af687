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
    /// Prints "NAME SECTORS WWID" of every block device that has one. SCSI disks tell theirs in device/wwid, NVMe namespaces in
    /// wwid, multipath maps in dm/uuid as mpath-3 and the NAA's digits.
    /// </summary>
    private const string Script = """
        for device in /sys/block/*; do
            for file in "$device/dm/uuid" "$device/wwid" "$device/device/wwid"; do
                wwid=$(cat "$file" 2>/dev/null) && [ -n "$wwid" ] || continue
                echo "${device##*/} $(cat "$device/size") $wwid"
                break
            done
        done
        """;

    /// <exception cref="HarnessException">Class preflight: no device of the host has the WWID, with those that it has.</exception>
    public static async Task<SharedLun> FindAsync(IHost host, DeviceLun lun, CancellationToken cancellationToken = default)
    {
        var result = (await host.RunAsync(Command.Shell(Script), cancellationToken)).OrThrow(FailureClass.Preflight);
        var devices = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 3)).ToImmutableArray();
        var wwid = Wwid.Of(lun.Wwid);
        // A multipath map has the same WWID as its paths, and is what to use.
        var found = devices.Where(device => Wwid.Of(device[2]) == wwid).OrderByDescending(device => device[0].StartsWith("dm-", StringComparison.Ordinal)).FirstOrDefault();
        if (found is null)
        {
            var seen = devices.IsEmpty ? "none with a WWID" : string.Join(", ", devices.Select(device => $"{device[0]} ({device[2]})"));
            throw new HarnessException(
                FailureClass.Preflight, $"LUN {lun.Name} is not visible on {host.Name}: expected a block device with WWID {lun.Wwid}, found {seen}");
        }

        return new SharedLun(lun.Name, lun.Path ?? $"/dev/{found[0]}", long.Parse(found[1], CultureInfo.InvariantCulture) * SectorSize)
        {
            Device = lun,
        };
    }
}
