namespace TestHarness.Health.KernelLog;

/// <summary>
/// The part of a system that reports an error. From <see cref="Transport"/> on, an error of one layer causes errors of the layers
/// after it: a lost link, failed requests, a broken file system, a panic.
/// </summary>
public enum KernelLogLayer
{
    /// <summary>No rule knows the error.</summary>
    Unknown,

    /// <summary>The memory management.</summary>
    Memory,

    /// <summary>The network.</summary>
    Network,

    /// <summary>The way to a disk: a link, a port, a controller.</summary>
    Transport,

    /// <summary>Block devices and device mapper.</summary>
    Block,

    /// <summary>File systems and their journals.</summary>
    FileSystem,

    /// <summary>The kernel's core: panics, lockups, faults.</summary>
    Kernel,
}
