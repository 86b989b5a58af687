using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health.KernelLog;
using TestHarness.Hosts;

namespace TestHarness.Health;

/// <summary>What a host's kernel says since the last look: its log, its taint, and core dumps.</summary>
public sealed class HostWatch
{
    /// <summary>$1: a find -path pattern, or nothing; the taint comes first, then the core files, one a line.</summary>
    private const string State = $$"""cat {{KernelTaint.Path}}; [ -z "$1" ] || find "$2" -maxdepth 1 -path "$1" 2>/dev/null; true""";

    private readonly IHost _host;
    private readonly KernelLogReader _log;
    private readonly KernelLogJudge _judge;
    private readonly CoreDumps _cores;
    private KernelLogReading _last;
    private (ulong Taint, ImmutableArray<string> Cores) _state;

    private HostWatch(IHost host, KernelLogReader log, KernelLogJudge judge, CoreDumps cores, KernelLogReading mark) =>
        (_host, _log, _judge, _cores, _last) = (host, log, judge, cores, mark);

    public IHost Host => _host;

    /// <summary>The loss of a path that the scenario expects; null when none is.</summary>
    public ExpectedPathLoss? PathLoss
    {
        get => _judge.PathLoss;
        set => _judge.PathLoss = value;
    }

    /// <summary>All that was logged since the watch began, for the evidence.</summary>
    public KernelLogHistory Records { get; private set; } = KernelLogHistory.Empty;

    public static async Task<HostWatch> StartAsync(IHost host, AllowList allowList, CancellationToken cancellationToken = default)
    {
        var log = new KernelLogReader(host);
        var mark = await log.MarkAsync(cancellationToken);
        var pattern = await host.RunAsync(new Command("cat", CoreDumps.PatternPath), cancellationToken);
        var watch = new HostWatch(host, log, new KernelLogJudge(allowList), CoreDumps.OfPattern(pattern.StandardOutput), mark);
        watch._state = await watch.ReadStateAsync(cancellationToken);
        return watch;
    }

    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        var reading = _last.NotReadable is null ? await _log.ReadAsync(_last.Cursor, cancellationToken) : _last;
        var state = await ReadStateAsync(cancellationToken);
        var report = HealthReport.Combine(
            _judge.Judge(reading, KernelLogOwner.Host, _host.Name),
            KernelTaint.Compare(HealthCheck.HostTaint, _host.Name, _state.Taint, state.Taint),
            _cores.Compare(_host.Name, _state.Cores, state.Cores));
        Records = Records.Add(reading.Records);
        (_last, _state) = (reading, state);
        return report;
    }

    private async Task<(ulong Taint, ImmutableArray<string> Cores)> ReadStateAsync(CancellationToken cancellationToken)
    {
        var result = await _host.RunAsync(Command.Shell(State, _cores.SearchPath ?? "", _cores.Folder ?? ""), cancellationToken);
        var lines = result.OrThrow(FailureClass.GuestHealth).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (KernelTaint.Parse(lines[0]), [.. lines.Skip(1)]);
    }
}
