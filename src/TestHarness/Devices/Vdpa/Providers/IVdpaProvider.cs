using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vdpa.Providers;

/// <summary>A way to come by vdpa block devices on a host.</summary>
public interface IVdpaProvider
{
    /// <summary>Makes the devices and binds them to vhost_vdpa; undoing the ledger leaves the host as it was.</summary>
    /// <exception cref="HarnessException">Class provision: what is in the way, and how it is removed.</exception>
    Task<VdpaBackend> CreateAsync(IHost host, LedgerScope scope, CancellationToken cancellationToken = default);
}
