using TestHarness.Failures;
using TestHarness.Guests;

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

    private DdLoad(IGuestShell guest, ILunReader lun, DdCommand command, GuestJob job, TimeSpan timeout) =>
        (_guest, _lun, _command, _job, _timeout) = (guest, lun, command, job, timeout);

    public string Description => _command.ToString();

    /// <param name="lun">The LUN behind the dd's output, as a host reads it.</param>
    /// <param name="timeout">For a write to end, and for reading everything back; 10 minutes unless given.</param>
    public static async Task<DdLoad> StartAsync(
        IGuestShell guest, ILunReader lun, DdCommand command, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var script = $$"""
            passes=0
            echo $passes > passes
            while [ ! -e stop ]; do
                {{command}} || exit
                passes=$((passes + 1))
                echo $passes > passes
            done
            """;
        return new DdLoad(guest, lun, command, await GuestJob.StartAsync(guest, "dd", script, cancellationToken), timeout ?? DefaultTimeout);
    }

    public string ByHand => $"while :; do {_command}; done &";

    public string StatusScript => _job.StatusScript;

    public void CheckRunning(string status) => GuestJob.CheckRunning(status);

    public Task StopAsync(CancellationToken cancellationToken = default) => _job.StopAsync("passes", _timeout, cancellationToken);

    public async Task<string> VerifyAsync(CancellationToken cancellationToken = default)
    {
        var read = $"dd if={_command.Output} iflag=direct bs={_command.BlockSize} count={_command.Count} 2>/dev/null | sha256sum";
        var guest = _guest.RunAsync(read, _timeout, cancellationToken);
        var onHost = await _lun.Sha256Async(0, _command.Bytes, cancellationToken);
        var inGuest = (await guest).Output.Split(' ')[0].Trim();
        return inGuest == onHost
            ? $"SHA-256 of the first {_command.Bytes >> 20} MiB is the same in the guest and on {_lun.Description}: {onHost}"
            : throw new HarnessException(
                FailureClass.Data,
                $"the first {_command.Bytes} bytes of {_command.Output} have SHA-256 {inGuest} in the guest, but {onHost} on {_lun.Description}");
    }
}
