using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;
using TestHarness.Storage;

namespace TestHarness.Devices.Vdpa;

/// <summary>
/// The file or block device behind a vdpa device of VDUSE: what the process that serves the device has open now.
/// </summary>
/// <param name="Wwid">The WWID of the block device; null for a file, and for a block device without a WWID.</param>
public sealed record VdpaMedium(string Path, Wwid? Wwid)
{
    /// <summary>
    /// $1: the device. Prints the files and block devices that the processes which serve it have open for reading and writing,
    /// each once. The access mode is the last octal digit of flags (proc_pid_fdinfo(5)); 2 is O_RDWR, and the daemon's pid file,
    /// which it keeps open for writing alone, has 1.
    /// </summary>
    private const string Script = OpenFileScript.Functions + """
        for process in $(holders "/dev/vduse/$1"); do
            for open in /proc/"$process"/fd/*; do
                [ -f "$open" ] || [ -b "$open" ] || continue
                grep -q '^flags:.*2$' "/proc/$process/fdinfo/${open##*/}" && readlink "$open"
            done
        done | sort -u
        """;

    /// <summary>Reads what is behind a device of the host.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: no process serves the device, or the process has no file or several files open for writing, so that
    /// nobody can say which one is behind the device.
    /// </exception>
    public static async Task<VdpaMedium> ReadAsync(
        IHost host, VdpaDeviceName device, CancellationToken cancellationToken = default)
    {
        var listing = await host.RunAsync(Command.Shell(Script, device.Text), cancellationToken);
        var paths = listing.OrThrow(FailureClass.Preflight).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (paths is not [var path])
        {
            throw new HarnessException(
                FailureClass.Preflight,
                $"expected the process that serves /dev/vduse/{device} on {host.Name} to read and write one file or block " +
                "device, " +
                $"found {(paths.Length == 0 ? "none" : string.Join(" and ", paths))}; look whether the process runs, and " +
                "export " +
                "one disk from each process");
        }

        var blockDevices = await BlockDevices.ReadAsync(host, path, cancellationToken);
        return new VdpaMedium(path, blockDevices.AtTarget?.Wwid);
    }

    /// <summary>Whether both are one LUN: a file, or a device without a WWID, is not known to be the same as any other.</summary>
    public bool IsSameLunAs(VdpaMedium other) => Wwid is not null && Wwid == other.Wwid;

    public override string ToString() => Wwid is null ? $"{Path}, which has no WWID" : $"{Path} with WWID {Wwid}";
}
