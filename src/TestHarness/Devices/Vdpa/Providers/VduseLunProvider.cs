using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Storage;

namespace TestHarness.Devices.Vdpa.Providers;

/// <summary>
/// A LUN that a qemu-storage-daemon exports over VDUSE: with a daemon on each host that has the LUN, each host has a vdpa device
/// with the same content, without hardware.
/// </summary>
/// <param name="directory">A directory of the host for the daemon's pid file; the caller makes and removes it.</param>
/// <param name="lun">The LUN as the host reaches it: a block device.</param>
public sealed class VduseLunProvider(string directory, SharedLun lun, VdpaDeviceName name) : IVdpaProvider
{
    public string Capability => VduseExports.ManagementDevice;

    public Task<VdpaBackend> CreateAsync(IHost host, LedgerScope scope, CancellationToken cancellationToken = default) =>
        new VduseExports(directory, VduseMedium.OfSharedDevice(lun.Path), [name]).CreateAsync(host, scope, cancellationToken);
}
