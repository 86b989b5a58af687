using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health.KernelLog;

namespace TestHarness.Health;

/// <summary>What a guest itself says since the last look: its kernel log, its taint, and whether it is still the same boot.</summary>
public sealed class GuestWatch
{
    private const string Where = "guest";

    /// <summary>The shell's own read costs no process, but takes single bytes, of which the kernel gives no more than one of a number.</summary>
    private const string State =
        $"for file in {GuestIdentity.BootIdPath} {GuestIdentity.UptimePath}; do read -r line < $file; echo \"$line\"; done; cat {KernelTaint.Path}";

    private readonly IGuestShell _shell;
    private readonly KernelLogJudge _judge;
    private readonly TimeSpan? _timeout;
    private Look _last;

    private GuestWatch(IGuestShell shell, KernelLogJudge judge, TimeSpan? timeout, Look first) =>
        (_shell, _judge, _timeout, _last) = (shell, judge, timeout, first);

    /// <summary>All that was logged since the watch began, for the evidence.</summary>
    public KernelLogHistory Records { get; private set; } = KernelLogHistory.Empty;

    /// <param name="alongside">A script to run at the same moment; empty for none.</param>
    /// <param name="timeout">For the guest to answer a look; 60 s unless given.</param>
    public static async Task<GuestWatch> StartAsync(
        IGuestShell shell,
        AllowList allowList,
        string alongside,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        var first = await LookAsync(shell, timeout, log => log.MarkAsync(cancellationToken), alongside);
        return first.Log.NotReadable is { } reason
            ? throw new HarnessException(FailureClass.GuestHealth, $"the guest's kernel log cannot be read: {reason}")
            : new GuestWatch(shell, new KernelLogJudge(allowList), timeout, first);
    }

    /// <param name="alongside">A script whose output is wanted at the same moment; empty for none.</param>
    /// <returns>The findings, and the output of that script.</returns>
    public async Task<(HealthReport Report, string Output)> CheckAsync(string alongside, CancellationToken cancellationToken = default)
    {
        var look = await LookAsync(
            _shell,
            _timeout,
            log => log.ReadAsync(_last.Log.Cursor, () => _judge.Begin(KernelLogOwner.Guest, Where), cancellationToken),
            alongside);
        var report = HealthReport.Combine(
            _judge.Judge(look.Log, KernelLogOwner.Guest, Where),
            look.Identity.CompareWithEarlier(Where, _last.Identity),
            KernelTaint.Compare(HealthCheck.GuestTaint, Where, _last.Taint, look.Taint));
        Records = Records.Add(look.Log.Records);
        _last = look;
        return (report, look.Output);
    }

    private static async Task<Look> LookAsync(
        IGuestShell shell, TimeSpan? timeout, Func<KernelLogReader, Task<KernelLogReading>> read, string alongside)
    {
        var both = new ShellWithCompanion(shell, $"{State}\n{alongside}");
        var log = await read(new KernelLogReader(both, timeout));
        var lines = both.CompanionOutput.Split('\n', 4);
        return lines.Length == 4
            ? new Look(log, GuestIdentity.Parse(both.CompanionOutput), KernelTaint.Parse(lines[2]), lines[3])
            : throw new HarnessException(FailureClass.GuestHealth, $"the guest did not tell its state; it said '{both.CompanionOutput.Trim()}'");
    }

    private sealed record Look(KernelLogReading Log, GuestIdentity Identity, ulong Taint, string Output);
}
