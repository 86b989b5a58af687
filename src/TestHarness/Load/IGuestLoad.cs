using TestHarness.Failures;

namespace TestHarness.Load;

/// <summary>Something that writes to a LUN in the guest while the guest is migrated.</summary>
public interface IGuestLoad
{
    /// <summary>What writes where, for reports.</summary>
    string Description { get; }

    /// <summary>What a person would type in the guest for the same.</summary>
    string ByHand { get; }

    /// <summary>A script for the guest that prints nothing while the load runs.</summary>
    string StatusScript { get; }

    /// <param name="status">The output of <see cref="StatusScript"/>.</param>
    /// <exception cref="HarnessException">It has ended, with its exit code and last output.</exception>
    void CheckRunning(string status);

    /// <summary>Lets the write under way end, and drains the guest's caches.</summary>
    /// <exception cref="HarnessException">A write failed.</exception>
    Task StopAsync(CancellationToken cancellationToken = default);

    /// <summary>Lets the pass under way end, drains the guest's caches, and stands still until <see cref="ResumeAsync"/>.</summary>
    /// <exception cref="HarnessException">Class data: a write failed, so that the load has ended.</exception>
    Task PauseAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Compares what was written since the last comparison with what a host reads past the guest, and with what the guest reads past its
    /// caches; between <see cref="PauseAsync"/> and <see cref="ResumeAsync"/>.
    /// </summary>
    /// <param name="leg">After which leg this is, for example <c>leg 2</c>.</param>
    /// <returns>What was compared: blocks, bytes, from and to.</returns>
    /// <exception cref="HarnessException">Class data: which block differs, and who reads what there.</exception>
    Task<string> CompareAsync(string leg, CancellationToken cancellationToken = default);

    /// <summary>Goes on after a pause.</summary>
    Task ResumeAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Compares everything of the load that must be on the LUN with what a host reads past the guest, and with what the guest reads
    /// past its caches; after <see cref="StopAsync"/>.
    /// </summary>
    /// <returns>What was compared.</returns>
    /// <exception cref="HarnessException">Class data: where it differs.</exception>
    Task<string> VerifyAsync(CancellationToken cancellationToken = default);
}
