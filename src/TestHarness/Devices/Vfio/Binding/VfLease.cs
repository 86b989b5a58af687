using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vfio.Binding;

/// <summary>
/// A virtual function that is bound to vfio-pci for a guest. Its release restores its driver and its MAC address.
/// </summary>
public sealed class VfLease
{
    private readonly LedgerScope _scope;
    private readonly LedgerEntry _driver;
    private LedgerEntry? _mac;

    internal VfLease(IHost host, LedgerScope scope, PhysicalFunction pf, VirtualFunction vf, LedgerEntry driver) =>
        (Host, _scope, Nic, Function, _driver) = (host, scope, pf, vf, driver);

    /// <summary>The host of the function.</summary>
    public IHost Host { get; }

    /// <summary>The NIC of the function.</summary>
    public PhysicalFunction Nic { get; }

    /// <summary>The function as it was before the lease.</summary>
    public VirtualFunction Function { get; }

    /// <summary>Binds a function to vfio-pci. The module vfio_pci must be loaded.</summary>
    /// <exception cref="HarnessException">Class provision: the function is not free, or the kernel does not bind it.</exception>
    public static async Task<VfLease> TakeAsync(
        IHost host, LedgerScope scope, PhysicalFunction pf, VirtualFunction vf, CancellationToken cancellationToken = default)
    {
        if (vf.WhyNotFree is { } reason)
            throw new HarnessException(
                FailureClass.Provision,
                $"{host.Name}: virtual function {vf.Address} of {pf.Address} cannot be passed through: {reason}");

        return new VfLease(host, scope, pf, vf, await VfioBinding.BindAsync(host, scope, vf, cancellationToken));
    }

    /// <summary>Sets the MAC address that the guest's network driver then finds.</summary>
    public async Task SetMacAsync(string mac, CancellationToken cancellationToken = default) =>
        _mac ??= await VfMac.SetAsync(Host, _scope, Nic, Function, mac, cancellationToken);

    /// <summary>
    /// Clears the MAC address as soon as the guest has left. The NIC's switch sends packets for this address to the function,
    /// whether a guest has it or not.
    /// </summary>
    /// <remarks>Linux Documentation/networking/net_failover.rst, Live Migration of a VM with SR-IOV VF.</remarks>
    public async Task ClearMacAsync(CancellationToken cancellationToken = default)
    {
        if (_mac is not null)
            await _scope.UndoAsync(_mac, Host, cancellationToken);
        _mac = null;
    }

    /// <summary>Restores the driver, also when the address cannot be restored; the ledger keeps what was not restored.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken = default) => Teardown.RunAsync(
        () => ClearMacAsync(cancellationToken),
        () => _scope.UndoAsync(_driver, Host, cancellationToken));

    public override string ToString() => $"{Function.Address} (VF {Function.Index} of {Nic.Interface} on {Host.Name})";
}
