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

    /// <summary>Compares what is on the LUN, as a host reads it past the guest, with what the load wrote; after <see cref="StopAsync"/>.</summary>
    /// <returns>What was compared.</returns>
    /// <exception cref="HarnessException">Class data: where it differs.</exception>
    Task<string> VerifyAsync(CancellationToken cancellationToken = default);
}
