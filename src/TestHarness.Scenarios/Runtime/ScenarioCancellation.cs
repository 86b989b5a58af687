namespace TestHarness.Scenarios.Runtime;

/// <summary>
/// The cancellation of a scenario for its steps and hooks: with the run, or alone for a reason. Reqnroll passes it to their
/// constructors.
/// </summary>
public sealed class ScenarioCancellation : IDisposable
{
    private readonly CancellationTokenSource _source;
    private Exception? _reason;

    /// <summary>Creates the cancellation of a scenario.</summary>
    /// <param name="run">The token that is cancelled with the run.</param>
    public ScenarioCancellation(CancellationToken run)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(run);
        (Run, Token) = (run, _source.Token);
    }

    /// <summary>The token that is cancelled with the run.</summary>
    public CancellationToken Run { get; }

    /// <summary>
    /// The token that is cancelled with the run, and when the scenario ends early. Code that ends the scenario afterwards must
    /// not use it.
    /// </summary>
    public CancellationToken Token { get; }

    /// <summary>The reason why the scenario ends early; null when it does not.</summary>
    public Exception? Reason => _reason;

    /// <summary>Ends the running step, and fails the scenario for this reason; a second reason does not count.</summary>
    public void End(Exception reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is not null)
            return;
        try
        {
            _ = _source.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The scenario has ended before.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
