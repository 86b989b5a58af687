namespace TestHarness.Steps.Arguments;

/// <summary>The states of a pool that virsh pool-info shows.</summary>
public enum PoolState
{
    /// <summary>The pool runs.</summary>
    Running,
    /// <summary>The pool does not run.</summary>
    Stopped,

    /// <summary>libvirt starts the pool when the host boots.</summary>
    Autostart,
}
