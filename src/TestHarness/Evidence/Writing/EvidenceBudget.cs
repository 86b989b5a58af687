namespace TestHarness.Evidence.Writing;

/// <summary>
/// The bytes that evidence may still take. Whoever takes some gets at most a share of what is left, so that there is always some
/// left for those who come later, and the limit is never exceeded.
/// </summary>
/// <param name="limit">Bytes.</param>
/// <param name="share">2 is half of what is left.</param>
internal sealed class EvidenceBudget(long limit, int share)
{
    private readonly Lock _gate = new();
    private long _left = limit;

    /// <summary>Takes bytes.</summary>
    /// <returns>How many may be written: <paramref name="wanted"/>, or less.</returns>
    public long Take(long wanted)
    {
        lock (_gate)
        {
            var granted = Math.Min(wanted, _left / share);
            _left -= granted;
            return granted;
        }
    }

    /// <summary>Gives back what was taken and not written, or was deleted.</summary>
    public void Return(long bytes)
    {
        lock (_gate)
            _left += bytes;
    }
}
