namespace TestHarness.Steps.Arguments;

/// <summary>What virsh pool-info shows of a pool.</summary>
public enum PoolState
{
    Running,
    Stopped,

    /// <summary>libvirt starts the pool when the host boots.</summary>
    Autostart,
}
