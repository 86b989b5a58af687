using TestHarness.Failures;
using TestHarness.Guests;

namespace TestHarness.Load;

/// <summary>A dd of a scenario, pass after pass until it is stopped, so that it cannot end before the migration does.</summary>
public sealed class DdLoad : IGuestLoad
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    private readonly ILunReader _lun;
    private readonly DdCommand _command;
    private readonly GuestJob _job;
    private readonly TimeSpan _timeout;
    private string? _written;

    private DdLoad(ILunReader lun, DdCommand command, GuestJob job, TimeSpan timeout) =>
        (_lun, _command, _job, _timeout) = (lun, command, job, timeout);

    public string Description => _command.ToString();

    /// <param name="lun">The LUN behind the dd's output, as a host reads it.</param>
    /// <param name="timeout">For the pass under way to end; 10 minutes unless given.</param>
    public static async Task<DdLoad> StartAsync(
        IGuestShell guest, ILunReader lun, DdCommand command, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var job = await GuestJob.StartAsync(guest, "dd", DdScript.Of(command), cancellationToken);
        return new DdLoad(lun, command, job, timeout ?? DefaultTimeout);
    }

    public string ByHand => $"while :; do {_command}; done &";

    public string StatusScript => _job.StatusScript;

    public void CheckRunning(string status) => GuestJob.CheckRunning(status);

    public async Task StopAsync(CancellationToken cancellationToken = default) =>
        _written = (await _job.StopAsync(DdScript.Digest, _timeout, cancellationToken)).Trim();

    public async Task<string> VerifyAsync(CancellationToken cancellationToken = default)
    {
        var onHost = await _lun.Sha256Async(_command.Offset, _command.Bytes, cancellationToken);
        var what = $"the {_command.Bytes} bytes from {_command.Offset} on that dd wrote last";
        return onHost == _written
            ? $"{what} are on {_lun.Description}: SHA-256 {_written}"
            : throw new HarnessException(FailureClass.Data, $"{what} have SHA-256 {_written}, but {onHost} on {_lun.Description}");
    }
}
