using System.Collections.Immutable;
using TestHarness.Health.Progress;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>Keeps how a leg proceeds, and tells a person about it once a second.</summary>
/// <param name="line">Where the person reads.</param>
/// <param name="time">The system's unless given.</param>
public sealed class LegProgress(Action<string> line, int leg, TimeProvider? time = null) : IProgress<MigrationInfo>
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly long _start = (time ?? TimeProvider.System).GetTimestamp();
    private TimeSpan _nextLine = LineInterval;

    public ImmutableArray<ProgressSample> Sent { get; private set; } = [];

    public void Report(MigrationInfo value)
    {
        if (value.Ram is not { Total: > 0 } ram)
            return;

        var now = _time.GetElapsedTime(_start);
        Sent = Sent.Add(new ProgressSample(now, ram.Transferred));
        if (now < _nextLine)
            return;

        _nextLine = now + LineInterval;
        line(FormattableString.Invariant(
            $"leg {leg}: {value.StatusText}, pass {ram.DirtySyncCount}, {ram.Remaining / 1048576.0:0} of {ram.Total / 1048576.0:0} MiB to go, {ram.Transferred / 1048576.0:0.0} MiB sent at {ram.Mbps:0} Mbit/s"));
    }
}
