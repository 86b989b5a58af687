using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health.KernelLog;

namespace TestHarness.Health;

/// <summary>What a guest itself says since the last look: its kernel log, its taint, and whether it is still the same boot.</summary>
public sealed class GuestWatch
{
    private const string Where = "guest";
    private const string State = $"{GuestIdentity.Script} {KernelTaint.Path}";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly IGuestShell _shell;
    private readonly KernelLogReader _log;
    private readonly KernelLogJudge _judge;
    private long _cursor;
    private GuestIdentity _identity;
    private ulong _taint;

    private GuestWatch(IGuestShell shell, KernelLogReader log, KernelLogJudge judge, long cursor, GuestIdentity identity, ulong taint) =>
        (_shell, _log, _judge, _cursor, _identity, _taint) = (shell, log, judge, cursor, identity, taint);

    /// <summary>All that was logged since the watch began, for the evidence.</summary>
    public ImmutableArray<KernelLogRecord> Records { get; private set; } = [];

    public static async Task<GuestWatch> StartAsync(IGuestShell shell, AllowList allowList, CancellationToken cancellationToken = default)
    {
        var log = new KernelLogReader(shell);
        var mark = await log.MarkAsync(cancellationToken);
        if (mark.NotReadable is { } reason)
            throw new HarnessException(FailureClass.GuestHealth, $"the guest's kernel log cannot be read: {reason}");

        var (identity, taint) = await ReadStateAsync(shell, cancellationToken);
        return new GuestWatch(shell, log, new KernelLogJudge(allowList), mark.Cursor, identity, taint);
    }

    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        var reading = await _log.ReadAsync(_cursor, cancellationToken);
        var (identity, taint) = await ReadStateAsync(_shell, cancellationToken);
        var report = HealthReport.Combine(
            _judge.Judge(reading, KernelLogOwner.Guest, Where),
            identity.CompareWithEarlier(Where, _identity),
            KernelTaint.Compare(Where, _taint, taint));
        Records = Records.AddRange(reading.Records);
        (_cursor, _identity, _taint) = (reading.Cursor, identity, taint);
        return report;
    }

    private static async Task<(GuestIdentity Identity, ulong Taint)> ReadStateAsync(IGuestShell shell, CancellationToken cancellationToken)
    {
        var result = await shell.RunAsync(State, Timeout, cancellationToken);
        var lines = result.Output.Trim().Split('\n');
        return (GuestIdentity.Parse(result.Output), KernelTaint.Parse(lines[^1]));
    }
}
