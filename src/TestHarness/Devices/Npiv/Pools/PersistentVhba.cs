using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Libvirt;

namespace TestHarness.Devices.Npiv.Pools;

/// <summary>A scsi pool that was defined on a host, and its vHBA, which exists while the pool runs.</summary>
/// <param name="Pool">The pool with its UUID, by which virsh finds it.</param>
public sealed record PersistentVhba(Virsh Virsh, ScsiPool Pool)
{
    /// <summary>The first libvirt with the attribute <c>managed</c>.</summary>
    private static readonly Version Managed = new(1, 2, 11);

    /// <summary>Describes a pool whose vHBA libvirt removes when the pool stops.</summary>
    public static async Task<ScsiPool> DescribeAsync(
        Virsh virsh, PoolName name, WwnPair wwns, string? parent = null, CancellationToken cancellationToken = default) =>
        new(name, new FcHostAdapter(
            wwns,
            parent is null ? null : new ParentName(parent),
            await virsh.VersionAsync(cancellationToken) >= Managed ? true : null));

    /// <summary>Defines a pool; the undo stops and undefines it, and removes the vHBA unless it existed before.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: the host has no HBA that the pool names as the parent. Class provision: virsh refused, for example
    /// because another pool has the name.
    /// </exception>
    public static async Task<PersistentVhba> DefineAsync(
        Virsh virsh, LedgerScope scope, ScsiPool pool, CancellationToken cancellationToken = default)
    {
        if (pool.Adapter is FcHostAdapter { Parent: ParentWwns or ParentFabric } adapter)
            HbaDiscovery.Choose(virsh.Host.Name, await HbaDiscovery.RequireAsync(virsh, cancellationToken), adapter.Parent);

        var defined = pool with { Uuid = Guid.NewGuid() };
        var wwpn = (pool.Adapter as FcHostAdapter)?.Wwns.Wwpn;
        if (wwpn is not null && await VhbaState.FindAsync(virsh.Host, wwpn, cancellationToken) is not null)
            wwpn = null;
        await scope.ProvisionAsync(
            virsh.Host,
            $"storage pool {pool.Name}",
            PoolRemoval.Of(defined.Uuid.Value, wwpn),
            () => virsh.RunWithAsync(defined.ToXml(), "pool-define", cancellationToken),
            LibvirtPresence.Of("pool-info", defined.Uuid.Value));
        return new PersistentVhba(virsh, defined);
    }

    /// <summary>Starts the pool, which makes its vHBA.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: virsh failed, for example because no HBA can have the vHBA.
    /// </exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await RunAsync("pool-start", cancellationToken);
        }
        catch (HarnessException exception) when (exception.Detail.Contains("are assigned to an HBA", StringComparison.Ordinal)
            && Pool.Adapter is FcHostAdapter adapter)
        {
            // libvirt takes an existing vHBA for an HBA (seen with 11.3.0).
            throw new HarnessException(
                exception.FailureClass,
                $"{exception.Detail}; this libvirt does not start a pool whose vHBA exists already: remove the vHBA with " +
                $"'virsh nodedev-destroy {adapter.Wwns.Wwnn},{adapter.Wwns.Wwpn}', so that the pool makes it itself",
                exception);
        }
    }

    /// <summary>Stops the pool.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => RunAsync("pool-destroy", cancellationToken);

    /// <summary>Removes the pool's definition.</summary>
    public Task UndefineAsync(CancellationToken cancellationToken = default) => RunAsync("pool-undefine", cancellationToken);

    /// <summary>Makes libvirt look for LUNs again.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken = default) => RunAsync("pool-refresh", cancellationToken);

    /// <summary>Sets whether libvirt starts the pool when the host boots.</summary>
    public Task StartWithHostAsync(bool start, CancellationToken cancellationToken = default) =>
        start
            ? RunAsync("pool-autostart", cancellationToken)
            : Virsh.RunAsync(["pool-autostart", Id, "--disable"], cancellationToken);

    /// <summary>Reads the state of the pool.</summary>
    public async Task<PoolInfo> InfoAsync(CancellationToken cancellationToken = default) =>
        PoolInfo.Parse(await Virsh.LookAsync(["pool-info", Id], cancellationToken));

    internal string Id => Pool.Uuid?.ToString() ?? Pool.Name.Text;

    private Task<string> RunAsync(string command, CancellationToken cancellationToken) =>
        Virsh.RunAsync([command, Id], cancellationToken);
}
