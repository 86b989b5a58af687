using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Health.Progress;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>Keeps how a leg proceeds, and tells a person about it once a second.</summary>
/// <param name="line">Where the person reads.</param>
public sealed class LegProgress(Action<string> line, int leg) : IProgress<MigrationInfo>
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _nextLine = LineInterval;

    public ImmutableArray<ProgressSample> Sent { get; private set; } = [];

    public void Report(MigrationInfo value)
    {
        if (value.Ram is not { Total: > 0 } ram)
            return;

        Sent = Sent.Add(new ProgressSample(_clock.Elapsed, ram.Transferred));
        if (_clock.Elapsed < _nextLine)
            return;

        _nextLine = _clock.Elapsed + LineInterval;
        line(FormattableString.Invariant(
            $"leg {leg}: {value.StatusText}, pass {ram.DirtySyncCount}, {ram.Remaining / 1048576.0:0} of {ram.Total / 1048576.0:0} MiB to go, {ram.Transferred / 1048576.0:0.0} MiB sent at {ram.Mbps:0} Mbit/s"));
    }
}
