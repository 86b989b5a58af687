using System.Collections.Immutable;
using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Npiv.Provisioning;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Failures;
using TestHarness.Libvirt;
using TestHarness.GuestPlaces;

namespace TestHarness.Steps.World;

/// <summary>The vHBA, or the pool of one, that a scenario about libvirt makes on a host.</summary>
public sealed class NpivWorld
{
    private LabHost? _host;
    private Vhba? _vhba;
    private PersistentVhba? _pool;

    /// <summary>The vHBAs of the scenario's hosts that have the LUN behind them.</summary>
    public ImmutableArray<VhbaPlace> Vhbas { get; set; } = [];

    /// <summary>Finds the vHBA of a host.</summary>
    /// <exception cref="HarnessException">Class config: the host has no vHBA in this scenario.</exception>
    public VhbaPlace VhbaOn(HostName host) =>
        Vhbas.FirstOrDefault(vhba => vhba.Place.Name == host.Text) ?? throw new HarnessException(
            FailureClass.Config,
            $"{host} has no vHBA with a LUN in this scenario: " +
            "'Given a vHBA on each host, with the same LUN behind them' comes first");

    /// <summary>The name of the pools that have the LUN, one on each host.</summary>
    public PoolName? PoolName { get; set; }

    /// <summary>The host that the last step named.</summary>
    public LabHost Host
    {
        get => _host ?? throw new HarnessException(FailureClass.Config, "no step has named a host yet");
        set => _host = value;
    }

    /// <summary>The virsh of that host.</summary>
    public Virsh Virsh => new(Host.Host);

    /// <summary>The vHBA that nodedev-create made.</summary>
    public Vhba Vhba
    {
        get => _vhba ?? throw new HarnessException(FailureClass.Config, "no vHBA was created before");
        set => _vhba = value;
    }

    /// <summary>Whether the scenario has defined a pool.</summary>
    public bool HasPool => _pool is not null;

    /// <summary>The pool that the scenario has defined.</summary>
    public PersistentVhba Pool
    {
        get => _pool ?? throw new HarnessException(FailureClass.Config, "no pool was defined before");
        set => _pool = value;
    }

    /// <summary>The WWPN of the vHBA, whether nodedev-create or a pool makes it.</summary>
    public Wwn Wwpn => _vhba?.Wwns.Wwpn ?? (_pool?.Pool.Adapter as FcHostAdapter)?.Wwns.Wwpn
        ?? throw new HarnessException(FailureClass.Config, "no vHBA was created and no pool of one defined before");
}
