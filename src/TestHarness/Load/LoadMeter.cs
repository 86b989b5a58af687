using System.Collections.Immutable;
using TestHarness.Clocks;
using TestHarness.Failures;
using TestHarness.Health.Progress;
using TestHarness.Qmp;
using TestHarness.Qmp.Block;

namespace TestHarness.Load;

/// <summary>
/// Measures from outside the guest how much it writes to a block device, across all QEMUs that run it: each QEMU counts from 0.
/// QEMU has no event for this, so its counters are read at an interval.
/// </summary>
public sealed class LoadMeter : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private readonly string _device;
    private readonly QmpClient _first;
    private readonly SteadyClock _clock;
    private readonly HashSet<QmpClient> _atRest = [];
    private readonly Dictionary<QmpClient, (long Events, bool IsStopped)> _states = [];
    private readonly SemaphoreSlim _stopped = new(0);
    private readonly Task _sampling;
    private ImmutableArray<Task> _watches = [];
    private long? _before;
    private long _ended;
    private ImmutableDictionary<QmpClient, long> _written = ImmutableDictionary<QmpClient, long>.Empty;
    private ImmutableArray<ProgressSample> _samples = [];
    private TaskCompletionSource _sampled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts to measure.</summary>
    /// <param name="device">The block device in QEMU, for example <c>data-disk1</c>.</param>
    /// <param name="qmp">The QEMU that runs the guest now; bytes that were written before do not count.</param>
    /// <param name="clock">The clock for the times of the samples; the clock of this process unless given.</param>
    public LoadMeter(string device, QmpClient qmp, SteadyClock? clock = null)
    {
        (_device, _first, _clock) = (device, qmp, clock ?? SteadyClock.Shared);
        Start = _clock.Now;
        Attach(qmp);
        _sampling = SampleAsync(_end.Token);
    }

    /// <summary>The time from which the samples' times count.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The samples up to now.</summary>
    public ProgressSeries Series
    {
        get
        {
            lock (_lock)
                return ProgressSeries.Of(_samples);
        }
    }

    /// <summary>Adds another QEMU whose writes count, for example an incoming one.</summary>
    public void Attach(QmpClient qmp)
    {
        lock (_lock)
        {
            _written = _written.Add(qmp, 0);
            _watches = _watches.Add(WatchAsync(qmp));
        }
    }

    /// <summary>Waits until the guest has written more than at the first sample after this call.</summary>
    /// <exception cref="HarnessException">
    /// Class data: the guest wrote nothing for that long. The class of the failure: the sampling had failed.
    /// </exception>
    public async Task WaitForProgressAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        long? bytes = null;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(timeout);
        while (true)
        {
            var (now, sampled) = Current();
            if (now > bytes)
                return;

            try
            {
                var next = await Task.WhenAny(sampled, _sampling).WaitAsync(bound.Token);
                await next;
                if (next == _sampling)
                    throw new HarnessException(
                        FailureClass.Data, $"the load on {_device} was stopped during a wait for its progress");
                bytes ??= Current().Bytes;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new HarnessException(
                    FailureClass.Data,
                    $"the guest has written nothing to {_device} for {timeout.TotalSeconds:0} s, after {bytes ?? now} bytes")
                {
                    IsStall = true,
                };
            }
        }
    }

    /// <summary>Ends the sampling; the samples up to now stay.</summary>
    /// <exception cref="HarnessException">The class of the failure: the sampling had failed.</exception>
    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll([.. _watches, _sampling]);
    }

    /// <summary>Ends the sampling. The waits and <see cref="StopAsync"/> report a failure of the sampling.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll([.. _watches, _sampling]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
        _end.Dispose();
    }

    private (long Bytes, Task Sampled) Current()
    {
        lock (_lock)
            return (Sum(), _sampled.Task);
    }

    private long Sum() => _ended + _written.Values.Sum();

    /// <summary>
    /// Has the counters read as soon as a QEMU stops the guest: the source of a migration may end shortly after, and its last
    /// bytes with it.
    /// </summary>
    private async Task WatchAsync(QmpClient qmp)
    {
        try
        {
            await foreach (var happened in qmp.Events.SubscribeAsync(qmp.Events.Position, _end.Token))
                if (happened.Name == "STOP")
                    _stopped.Release();
        }
        catch (Exception exception) when (exception is OperationCanceledException or HarnessException)
        {
            // The meter or the QEMU has ended.
        }
    }

    private async Task SampleAsync(CancellationToken cancellationToken)
    {
        var pace = new SamplingPace(Interval);
        try
        {
            while (true)
            {
                foreach (var qmp in _written.Keys)
                    await ReadAsync(qmp, cancellationToken);
                Add(new ProgressSample(_clock.Now - Start, Sum()));
                await pace.NextAsync(_stopped, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // StopAsync or DisposeAsync ended the sampling.
        }
    }

    /// <summary>
    /// Reads the counter of a QEMU. A QEMU that has stopped the guest is read once more, and then left alone, because it may shut
    /// down (the source of a libvirt domain).
    /// </summary>
    private async Task ReadAsync(QmpClient qmp, CancellationToken cancellationToken)
    {
        if (qmp.Closed.IsCompleted)
        {
            Detach(qmp);
            return;
        }

        var stopped = IsStopped(qmp);
        if (!stopped)
            _atRest.Remove(qmp);
        if (stopped && !_atRest.Add(qmp))
            return;

        try
        {
            var stats = (await qmp.QueryBlockStatsAsync(cancellationToken)).Named(_device).Stats;
            if (qmp == _first)
                _before ??= stats.WrittenBytes;
            var written = stats.WrittenBytes - (qmp == _first ? _before!.Value : 0);
            lock (_lock)
                _written = _written.SetItem(qmp, Math.Max(_written[qmp], written));
        }
        catch (HarnessException) when (qmp.Closed.IsCompleted)
        {
            // A QEMU that has ended meanwhile keeps its last count.
        }
    }

    /// <summary>Keeps the last count of a QEMU that has ended, and nothing else of it.</summary>
    private void Detach(QmpClient qmp)
    {
        lock (_lock)
        {
            _ended += _written[qmp];
            _written = _written.Remove(qmp);
        }

        _atRest.Remove(qmp);
        _states.Remove(qmp);
    }

    /// <summary>Returns whether QEMU has stopped the guest, by the events since the sample before.</summary>
    private bool IsStopped(QmpClient qmp)
    {
        var (position, stopped) = _states.GetValueOrDefault(qmp);
        var events = qmp.Events.Since(position);
        if (events.Count == 0)
            return stopped;

        var isStopped = events.LastOrDefault(e => e.Name is "STOP" or "RESUME") is { } last ? last.Name == "STOP" : stopped;
        _states[qmp] = (events[^1].Index + 1, isStopped);
        return isStopped;
    }

    private void Add(ProgressSample sample)
    {
        lock (_lock)
        {
            _samples = _samples.Add(sample);
            var sampled = _sampled;
            _sampled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            sampled.SetResult();
        }
    }
}
