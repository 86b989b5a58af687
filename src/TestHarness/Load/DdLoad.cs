using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Hosts;

namespace TestHarness.Load;

/// <summary>A dd of a scenario, pass after pass until it is stopped, so that it cannot end before the migration does.</summary>
public sealed class DdLoad : IGuestLoad
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    private readonly IGuestShell _guest;
    private readonly ILunReader _lun;
    private readonly DdCommand _command;
    private readonly GuestJob _job;
    private readonly TimeSpan _timeout;
    private string? _written;

    private DdLoad(IGuestShell guest, ILunReader lun, DdCommand command, GuestJob job, TimeSpan timeout) =>
        (_guest, _lun, _command, _job, _timeout) = (guest, lun, command, job, timeout);

    public string Description => _command.ToString();

    /// <param name="lun">The LUN behind the dd's output, as a host reads it.</param>
    /// <param name="timeout">For a write to end, and for reading everything back; 10 minutes unless given.</param>
    public static async Task<DdLoad> StartAsync(
        IGuestShell guest, ILunReader lun, DdCommand command, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var job = await GuestJob.StartAsync(guest, "dd", DdScript.Of(command), cancellationToken);
        return new DdLoad(guest, lun, command, job, timeout ?? DefaultTimeout);
    }

    public string ByHand => $"while :; do {_command}; done &";

    public string StatusScript => _job.StatusScript;

    public void CheckRunning(string status) => GuestJob.CheckRunning(status);

    public async Task StopAsync(CancellationToken cancellationToken = default) =>
        _written = (await _job.StopAsync(DdScript.Digest, _timeout, cancellationToken)).Trim();

    /// <remarks>Bytes that the guest has in its page cache are not read again, hence the drop; direct I/O takes whole sectors only.</remarks>
    public async Task<string> VerifyAsync(CancellationToken cancellationToken = default)
    {
        var read = ShellQuote.Join(["dd", $"if={_command.Output}", $"bs={_command.BlockSize}", $"skip={_command.Seek}", $"count={_command.Count}"]);
        var guest = _guest.RunAsync($"echo 1 > /proc/sys/vm/drop_caches; {read} 2> /dev/null | sha256sum", _timeout, cancellationToken);
        var onHost = await _lun.Sha256Async(_command.Offset, _command.Bytes, cancellationToken);
        var inGuest = (await guest).Output.Split(' ')[0].Trim();
        var what = $"the {_command.Bytes} bytes from {_command.Offset} on that dd wrote last";
        return inGuest == _written && onHost == _written
            ? $"{what} are on {_lun.Description}, and the guest reads the same: SHA-256 {_written}"
            : throw new HarnessException(
                FailureClass.Data, $"{what} have SHA-256 {_written}, but {onHost} on {_lun.Description} and {inGuest} in the guest");
    }
}
