using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Storage;

/// <summary>Finds a LUN among a host's block devices by its WWID: names such as sda depend on the order of discovery.</summary>
public static class LunDevice
{
    /// <summary>
    /// Finds the LUN by its path when it has one, whose device must have the WWID; otherwise by the WWID alone.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class preflight: no device of the host has the WWID, or the path leads to another one; the message has the devices.
    /// </exception>
    public static async Task<SharedLun> FindAsync(IHost host, DeviceLun lun, CancellationToken cancellationToken = default) =>
        (await LookAsync(host, lun, cancellationToken)).OrThrow();

    /// <summary>Looks for the LUN as <see cref="FindAsync"/> does.</summary>
    public static async Task<LunSearch> LookAsync(IHost host, DeviceLun lun, CancellationToken cancellationToken = default)
    {
        var devices = await BlockDevices.ReadAsync(host, lun.Path, cancellationToken);
        return lun.Path is null ? ByWwid(host, lun, devices) : ByPath(host, lun, lun.Path, devices);
    }

    /// <summary>
    /// Finds the LUN behind a SCSI host: by its path, or by the name of the SCSI host's own device when the path leads to the
    /// same LUN behind another SCSI host. An HBA and its vHBA share the names in /dev/disk/by-path.
    /// </summary>
    /// <param name="scsiHost">The number of the SCSI host.</param>
    /// <exception cref="HarnessException">
    /// Class preflight: the path leads to another LUN or nowhere, or the SCSI host has no device with the WWID.
    /// </exception>
    public static async Task<SharedLun> FindBehindAsync(
        IHost host, DeviceLun lun, int scsiHost, CancellationToken cancellationToken = default)
    {
        var devices = await BlockDevices.ReadAsync(host, lun.Path, cancellationToken);
        var byPath = lun.Path is null ? ByWwid(host, lun, devices) : ByPath(host, lun, lun.Path, devices);
        return byPath.OrThrow().Device!.ScsiHost == scsiHost
            ? byPath.OrThrow()
            : ByScsiHost(host, lun, scsiHost, devices).OrThrow();
    }

    /// <summary>Finds the LUN by its WWID. A multipath map has the same WWID as its paths, and is used before them.</summary>
    private static LunSearch ByWwid(IHost host, DeviceLun lun, BlockDevices devices)
    {
        var found = devices.All.Where(device => device.Wwid == Wwid.Of(lun.Wwid))
            .OrderByDescending(device => device.IsMultipathMap).FirstOrDefault();
        return found is not null
            ? LunSearch.Found(Lun(lun, $"/dev/{found.Name}", found))
            : LunSearch.NotFound(
                $"LUN {lun.Name} is not visible on {host.Name}: expected a block device with WWID {lun.Wwid}, found " +
                (devices.All.IsEmpty ? "none with a WWID" : $"{devices}"));
    }

    private static LunSearch ByPath(IHost host, DeviceLun lun, string path, BlockDevices devices)
    {
        var found = devices.AtTarget;
        if (found?.Wwid == Wwid.Of(lun.Wwid))
            return LunSearch.Found(Lun(lun, path, found));

        var leads = (found, devices.Target) switch
        {
            (not null, _) => $"it leads to {found}",
            (null, "") => "there is no such path",
            _ => $"it leads to {devices.Target}, which is not a whole block device with a WWID",
        };
        return LunSearch.NotFound(
            $"LUN {lun.Name}: expected {path} on {host.Name} to be a block device with WWID {lun.Wwid}, but {leads}; " +
            $"devices with a WWID: {devices}; correct the path or the WWID, or leave the path out");
    }

    private static LunSearch ByScsiHost(IHost host, DeviceLun lun, int scsiHost, BlockDevices devices)
    {
        var taken = $"{lun.Path} leads to {devices.AtTarget?.Name} of {Of(devices.AtTarget?.ScsiHost)}";
        var own = devices.All.FirstOrDefault(device => device.ScsiHost == scsiHost && device.Wwid == Wwid.Of(lun.Wwid));
        return own is not null
            ? LunSearch.Found(Lun(lun, $"/dev/{own.Name}", own) with
            {
                Note = $"{taken}, so that the LUN is opened as /dev/{own.Name} of {Of(scsiHost)}",
            })
            : LunSearch.NotFound(
                $"LUN {lun.Name}: expected a block device with WWID {lun.Wwid} of {Of(scsiHost)} on {host.Name}, found none: " +
                $"{taken}; devices with a WWID: {devices}; check that the array shows the LUN to the port of {Of(scsiHost)}");
    }

    private static string Of(int? scsiHost) => scsiHost is null ? "no single SCSI host" : $"SCSI host {scsiHost}";

    private static SharedLun Lun(DeviceLun lun, string path, BlockDevice found) => new(lun.Name, path, found.Size)
    {
        Device = new LunIdentity(lun, found.Wwid, found.Number, found.ScsiHost),
    };
}
