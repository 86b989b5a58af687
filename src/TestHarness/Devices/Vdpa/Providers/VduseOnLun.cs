using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Storage;

namespace TestHarness.Devices.Vdpa.Providers;

/// <summary>A vdpa device on each of several hosts, with the LUN behind it that all hosts have; no hardware is needed.</summary>
public static class VduseOnLun
{
    /// <summary>
    /// Makes vdpa0 on the first host, vdpa1 on the second one and so on: hosts may be one machine. Undoing the ledger leaves the
    /// hosts as they were.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class preflight: a host does not have the LUN. Class provision: what is in the way of a device.
    /// </exception>
    public static async Task<ImmutableArray<VdpaLunDisk>> CreateAsync(
        ImmutableArray<VduseSite> sites, DeviceLun lun, LedgerScope scope, CancellationToken cancellationToken = default)
    {
        var luns = await Task.WhenAll(sites.Select(site => LunDevice.FindAsync(site.Host, lun, cancellationToken)));
        var media = sites.Zip(luns, (site, found) => site.HasOwnFile ? WithFile(site, found) : WithLun(site, found)).ToArray();
        var exports = ImmutableArray.CreateBuilder<VdpaBackend>();
        foreach (var (index, site) in sites.Index())
        {
            var name = VdpaDeviceName.Parse(string.Create(CultureInfo.InvariantCulture, $"vdpa{index}"));
            exports.Add(await media[index].Provider(name).CreateAsync(site.Host, scope, cancellationToken));
        }

        var all = exports.ToImmutable();
        return [.. all.Zip(media, (export, medium) => new VdpaLunDisk(export, export.Devices[0], medium.Lun, all))];
    }

    private static Medium WithLun(VduseSite site, SharedLun lun) =>
        new(lun, name => new VduseLunProvider(site.Directory, lun, name));

    private static Medium WithFile(VduseSite site, SharedLun lun) => new(
        new SharedLun($"{lun.Name}-file", VduseProvider.ImageIn(site.Directory), lun.Size),
        name => new VduseProvider(site.Directory, lun.Size, [name]));

    /// <param name="Lun">The LUN or the file behind the device.</param>
    private sealed record Medium(SharedLun Lun, Func<VdpaDeviceName, IVdpaProvider> Provider);
}
