namespace TestHarness.Scenarios.Running;

/// <summary>The scenarios that run at the same time in a round of a run.</summary>
/// <param name="most">The largest number at the same time.</param>
/// <param name="stopsAtFailure">Whether no scenario starts after one has failed.</param>
internal sealed class LaneCount(int most, bool stopsAtFailure) : IDisposable
{
    private readonly SemaphoreSlim _free = new(most);
    private volatile bool _hasFailure;

    /// <summary>The largest number at the same time.</summary>
    public int Most => most;

    /// <summary>Whether no further scenario starts.</summary>
    public bool IsStopped => stopsAtFailure && _hasFailure;

    /// <summary>Runs a scenario when there is room; returns null when it does not start, as another one has failed.</summary>
    public async Task<ScenarioResult?> RunAsync(Func<Task<ScenarioResult>> run)
    {
        await _free.WaitAsync(CancellationToken.None);
        try
        {
            if (IsStopped)
                return null;
            var result = await run();
            _hasFailure |= result.IsFailure;
            return result;
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
