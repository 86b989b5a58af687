using TestHarness.Failures;

namespace TestHarness.Load;

/// <summary>A program that writes to a LUN in the guest while the guest is migrated.</summary>
public interface IGuestLoad
{
    /// <summary>The program and its target, for reports.</summary>
    string Description { get; }

    /// <summary>The command that a person would type in the guest for the same load.</summary>
    string ByHand { get; }

    /// <summary>A script for the guest that prints nothing while the load runs.</summary>
    string StatusScript { get; }

    /// <summary>Throws when the load has ended.</summary>
    /// <param name="status">The output of <see cref="StatusScript"/>.</param>
    /// <exception cref="HarnessException">
    /// Class data: the load has ended; the message has its exit code and last output.
    /// </exception>
    void CheckRunning(string status);

    /// <summary>Stops the load after the current write, and writes the guest's caches to the disk.</summary>
    /// <exception cref="HarnessException">Class data: a write failed.</exception>
    Task StopAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Pauses the load after the current pass until <see cref="ResumeAsync"/>, and writes the guest's caches to the disk.
    /// </summary>
    /// <exception cref="HarnessException">Class data: a write failed, so that the load has ended.</exception>
    Task PauseAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Compares the blocks written since the last comparison with what a host reads past the guest, and with what the guest reads
    /// past its caches. To be called between <see cref="PauseAsync"/> and <see cref="ResumeAsync"/>.
    /// </summary>
    /// <param name="leg">The leg before the comparison, for example <c>leg 2</c>.</param>
    /// <returns>The compared blocks and bytes, in words.</returns>
    /// <exception cref="HarnessException">
    /// Class data: blocks differ; the message has the block and what was read there.
    /// </exception>
    Task<string> CompareAsync(string leg, CancellationToken cancellationToken = default);

    /// <summary>Continues after a pause.</summary>
    Task ResumeAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Compares everything of the load that must be on the LUN with what a host reads past the guest, and with what the guest
    /// reads past its caches. To be called after <see cref="StopAsync"/>.
    /// </summary>
    /// <returns>The compared blocks and bytes, in words.</returns>
    /// <exception cref="HarnessException">Class data: the content differs; the message has the place.</exception>
    Task<string> VerifyAsync(CancellationToken cancellationToken = default);
}
