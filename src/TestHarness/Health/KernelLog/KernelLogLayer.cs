namespace TestHarness.Health.KernelLog;

/// <summary>
/// The part of a system that reports an error. From <see cref="Transport"/> on, an error of one layer causes errors of those
/// after it: a lost link, failed requests, a broken file system, a panic.
/// </summary>
public enum KernelLogLayer
{
    /// <summary>No rule knows the error.</summary>
    Unknown,

    Memory,

    Network,

    /// <summary>The way to a disk: a link, a port, a controller.</summary>
    Transport,

    Block,

    FileSystem,

    Kernel,
}
