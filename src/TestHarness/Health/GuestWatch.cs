using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health.KernelLog;

namespace TestHarness.Health;

/// <summary>
/// The watch over a guest's own state since the last check: its kernel log, its taint, and whether it is still the same boot.
/// </summary>
public sealed class GuestWatch
{
    private const string Where = "guest";

    /// <summary>
    /// Prints the boot ID, the uptime and the taint. The shell's own read starts no process, but reads single bytes, and the
    /// kernel returns only one of them for a number, so cat reads the taint.
    /// </summary>
    private const string State =
        $"for file in {GuestIdentity.BootIdPath} {GuestIdentity.UptimePath}; do read -r line < $file; echo \"$line\"; done; "
        + $"cat {KernelTaint.Path}";

    private readonly IGuestShell _shell;
    private readonly KernelLogJudge _judge;
    private readonly TimeSpan? _timeout;
    private Look _last;

    private GuestWatch(IGuestShell shell, KernelLogJudge judge, TimeSpan? timeout, Look first) =>
        (_shell, _judge, _timeout, _last) = (shell, judge, timeout, first);

    /// <summary>All records since the start of the watch, for the evidence.</summary>
    public KernelLogHistory Records { get; private set; } = KernelLogHistory.Empty;

    /// <summary>Starts a watch at the guest's present state.</summary>
    /// <param name="alongside">A script that runs at the same moment; empty for none.</param>
    /// <param name="timeout">The time limit for the guest's answer to a check; 60 s unless given.</param>
    /// <exception cref="HarnessException">
    /// Class guest-health: the guest's kernel log cannot be read, or the guest does not answer.
    /// </exception>
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

    /// <summary>Makes the checks of the guest.</summary>
    /// <param name="alongside">A script that runs at the same moment; empty for none.</param>
    /// <returns>The findings, and the output of the script.</returns>
    public async Task<(HealthReport Report, string Output)> CheckAsync(
        string alongside, CancellationToken cancellationToken = default)
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
            : throw new HarnessException(
                FailureClass.GuestHealth,
                $"expected the guest's boot ID, uptime and taint, found '{both.CompanionOutput.Trim()}'");
    }

    private sealed record Look(KernelLogReading Log, GuestIdentity Identity, ulong Taint, string Output);
}
