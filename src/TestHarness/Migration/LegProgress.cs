using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Health.Progress;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>Keeps the progress of a leg, and reports it to a person every 30 s, so that a log shows life.</summary>
/// <param name="line">Receives each line for the person.</param>
/// <param name="time">The clock; the system's when null.</param>
/// <param name="leg">The number of the leg, from 1.</param>
public sealed class LegProgress(Action<string> line, int leg, TimeProvider? time = null) : IProgress<MigrationInfo>
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly long _start = (time ?? TimeProvider.System).GetTimestamp();
    private TimeSpan _nextLine = LineInterval;

    /// <summary>Receives each report of QEMU, ten in a second.</summary>
    public Action<MigrationInfo> Polled { get; init; } = _ => { };

    /// <summary>The guest memory sent so far, in bytes, a sample for each report of QEMU.</summary>
    public ImmutableArray<ProgressSample> Sent { get; private set; } = [];

    /// <summary>Adds a sample, and writes a line when 30 s have passed since the last one.</summary>
    public void Report(MigrationInfo value)
    {
        Polled(value);
        if (value.Ram is not { Total: > 0 } ram)
            return;

        var now = _time.GetElapsedTime(_start);
        Sent = Sent.Add(new ProgressSample(now, ram.Transferred));
        if (now < _nextLine)
            return;

        _nextLine = now + LineInterval;
        line(string.Create(CultureInfo.InvariantCulture,
            $"leg {leg}: {value.StatusText}, pass {ram.DirtySyncCount}, {ram.Remaining / 1048576.0:0} of "
            + $"{ram.Total / 1048576.0:0} MiB to go, {ram.Transferred / 1048576.0:0.0} MiB sent at {ram.Mbps:0} Mbit/s"));
    }
}
