using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Load;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Storage;

/// <summary>
/// The disk of a guest as one host reaches it: another host, or another QEMU, may reach the same content in another way.
/// </summary>
/// <param name="Name">The disk's name in scenarios and reports.</param>
/// <param name="Path">The file or device that a QEMU on the host opens.</param>
public abstract record GuestDisk(string Name, string Path)
{
    /// <summary>Whether QEMU gives up its right to write when the guest leaves it, and not only when it ends.</summary>
    public virtual bool IsReleasedAtSwitchover => true;

    /// <summary>
    /// A text that identifies the disk in a saved state of a guest: a guest starts only from a state with the same text. Null
    /// when a guest with the disk always boots.
    /// </summary>
    public virtual string? TemplateIdentity => null;

    /// <summary>Returns QEMU's options by which the harness's own guest has the disk.</summary>
    /// <param name="id">The id of the device through which the guest sees the disk.</param>
    /// <exception cref="HarnessException">Class config: the harness's own guest cannot have such a disk.</exception>
    public virtual ImmutableArray<QemuOption> Options(string id) => throw new HarnessException(
        FailureClass.Config,
        $"the harness's own guest needs a LUN as its disk, found {Name} ({Path}): launch the guest as reported");

    /// <summary>Returns the disk with an error for every write to one byte, for tests of the health check.</summary>
    /// <param name="offset">The byte.</param>
    /// <exception cref="HarnessException">Class config: the disk cannot fail on purpose.</exception>
    public virtual GuestDisk FailingWritesAt(long offset) => throw new HarnessException(
        FailureClass.Config, $"only a LUN can fail writes on purpose, found {Name} ({Path}): use the shared LUN");

    /// <summary>Changes every byte of a part of the disk past the guest, for tests of the data check.</summary>
    /// <param name="offset">The first byte.</param>
    /// <param name="length">The length in bytes.</param>
    /// <exception cref="HarnessException">
    /// Class config: the part is not inside the disk, or the disk cannot be written past the guest. Class provision: dd failed.
    /// </exception>
    public virtual Task OverwriteAsync(IHost host, long offset, long length, CancellationToken cancellationToken = default) =>
        throw new HarnessException(
            FailureClass.Config, $"only a LUN can be written past the guest, found {Name} ({Path}): use the shared LUN");

    /// <summary>Returns the reader of the disk's content past the guest.</summary>
    public abstract ILunReader ReadOn(IHost host);

    /// <summary>
    /// Checks, before QEMU is started on a host, that a guest which comes there finds the disk free and with the guest's data.
    /// </summary>
    /// <param name="left">The disk that the guest leaves.</param>
    /// <param name="source">The host that the guest leaves.</param>
    /// <returns>What was compared, in words; null for a disk of which nothing is compared.</returns>
    /// <exception cref="Failures.HarnessException">Class preflight: why the guest cannot come there.</exception>
    public virtual Task<string?> MatchAsync(
        IHost host, GuestDisk left, IHost source,
        CancellationToken cancellationToken = default) => Task.FromResult<string?>(null);

    /// <summary>Compares the disk after a leg with its state when it was attached.</summary>
    public virtual Task<HealthReport> CheckAsync(IHost host, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthReport.Clean);

    /// <summary>Finds the reason why QEMU cannot open the disk, when QEMU does not report it.</summary>
    /// <returns>The reason; null when there is nothing to add.</returns>
    public virtual Task<string?> WhyNotOpenedAsync(IHost host, CancellationToken cancellationToken = default) =>
        Task.FromResult<string?>(null);
}
