namespace TestHarness.Evidence.Writing;

/// <summary>
/// The bytes that evidence may still use. Each request gets at most a share of what is left, so that later requests get some too,
/// and the limit is never exceeded.
/// </summary>
/// <param name="limit">The limit in bytes.</param>
/// <param name="share">The divisor of what is left: 2 is half of it.</param>
internal sealed class EvidenceBudget(long limit, int share)
{
    private readonly Lock _gate = new();
    private long _left = limit;

    /// <summary>Takes bytes from the budget.</summary>
    /// <returns>The number of bytes that may be written: <paramref name="wanted"/>, or less.</returns>
    public long Take(long wanted)
    {
        lock (_gate)
        {
            var granted = Math.Min(wanted, _left / share);
            _left -= granted;
            return granted;
        }
    }

    /// <summary>Returns bytes that were taken and not written, or were deleted.</summary>
    public void Return(long bytes)
    {
        lock (_gate)
            _left += bytes;
    }
}
