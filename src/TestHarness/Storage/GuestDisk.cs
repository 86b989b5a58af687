using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Load;

namespace TestHarness.Storage;

/// <summary>The disk of a guest as one host reaches it: another host, or another QEMU, may have another way to the same content.</summary>
/// <param name="Name">As scenarios and reports call it.</param>
/// <param name="Path">The file or device that a QEMU on the host opens.</param>
public abstract record GuestDisk(string Name, string Path)
{
    /// <summary>Whether QEMU gives up its right to write when the guest leaves it, and not only when it ends.</summary>
    public virtual bool IsReleasedAtSwitchover => true;

    /// <summary>Reads its content past the guest.</summary>
    public abstract ILunReader ReadOn(IHost host);

    /// <summary>Whether it is still what it was, after a leg.</summary>
    public virtual Task<HealthReport> CheckAsync(IHost host, CancellationToken cancellationToken = default) => Task.FromResult(HealthReport.Clean);

    /// <summary>What QEMU does not say when it cannot open the disk; null where there is nothing to add.</summary>
    public virtual Task<string?> WhyNotOpenedAsync(IHost host, CancellationToken cancellationToken = default) => Task.FromResult<string?>(null);
}
