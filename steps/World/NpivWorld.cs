using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Libvirt;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Failures;
using TestHarness.Labs;

namespace TestHarness.Steps.World;

/// <summary>The vHBA, or the pool of one, that a scenario about libvirt makes on a host.</summary>
public sealed class NpivWorld
{
    private LabHost? _host;
    private Vhba? _vhba;
    private PersistentVhba? _pool;

    public LabHost Host
    {
        get => _host ?? throw new HarnessException(FailureClass.Config, "no step has named a host yet");
        set => _host = value;
    }

    public Virsh Virsh => new(Host.Host);

    /// <summary>Made by nodedev-create.</summary>
    public Vhba Vhba
    {
        get => _vhba ?? throw new HarnessException(FailureClass.Config, "no vHBA was created before");
        set => _vhba = value;
    }

    public bool HasPool => _pool is not null;

    public PersistentVhba Pool
    {
        get => _pool ?? throw new HarnessException(FailureClass.Config, "no pool was defined before");
        set => _pool = value;
    }

    /// <summary>The vHBA's, however it is made.</summary>
    public Wwn Wwpn => _vhba?.Wwns.Wwpn ?? (_pool?.Pool.Adapter as FcHostAdapter)?.Wwns.Wwpn
        ?? throw new HarnessException(FailureClass.Config, "no vHBA was created and no pool of one defined before");
}
