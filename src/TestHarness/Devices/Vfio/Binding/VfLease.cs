using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vfio.Binding;

/// <summary>A virtual function that is bound to vfio-pci for a guest; giving it back restores its driver and its MAC address.</summary>
public sealed class VfLease
{
    private readonly LedgerScope _scope;
    private readonly LedgerEntry _driver;
    private LedgerEntry? _mac;

    internal VfLease(IHost host, LedgerScope scope, PhysicalFunction pf, VirtualFunction vf, LedgerEntry driver) =>
        (Host, _scope, Nic, Function, _driver) = (host, scope, pf, vf, driver);

    public IHost Host { get; }

    public PhysicalFunction Nic { get; }

    public VirtualFunction Function { get; }

    /// <summary>vfio_pci must be loaded.</summary>
    /// <exception cref="HarnessException">Class provision: it is not free, or the kernel does not bind it.</exception>
    public static async Task<VfLease> TakeAsync(
        IHost host, LedgerScope scope, PhysicalFunction pf, VirtualFunction vf, CancellationToken cancellationToken = default)
    {
        if (vf.WhyNotFree is { } why)
            throw new HarnessException(FailureClass.Provision, $"{host.Name}: virtual function {vf.Address} of {pf.Address} cannot be passed through: {why}");

        return new VfLease(host, scope, pf, vf, await VfioBinding.BindAsync(host, scope, vf, cancellationToken));
    }

    /// <summary>Gives it the MAC address that the guest's network driver then finds.</summary>
    public async Task SetMacAsync(string mac, CancellationToken cancellationToken = default) =>
        _mac ??= await VfMac.SetAsync(Host, _scope, Nic, Function, mac, cancellationToken);

    /// <summary>
    /// The NIC's switch sends to the function what is for its MAC address, whether a guest has it or not: it is to have none as soon as
    /// the guest has gone.
    /// </summary>
    /// <remarks>Linux Documentation/networking/net_failover.rst, Live Migration of a VM with SR-IOV VF.</remarks>
    public async Task ClearMacAsync(CancellationToken cancellationToken = default)
    {
        if (_mac is not null)
            await _scope.UndoAsync(_mac, Host, cancellationToken);
        _mac = null;
    }

    /// <summary>Gives back the driver also where the address could not be; what was not given back stays in the ledger.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken = default) => Teardown.RunAsync(
        () => ClearMacAsync(cancellationToken),
        () => _scope.UndoAsync(_driver, Host, cancellationToken));

    public override string ToString() => $"{Function.Address} (VF {Function.Index} of {Nic.Interface} on {Host.Name})";
}
