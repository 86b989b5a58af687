using TestHarness.Failures;
using TestHarness.Guests;

namespace TestHarness.Load;

/// <summary>
/// A dd of a scenario that runs pass after pass until it is stopped, so that it cannot end before the migration does. A pause
/// ends the current pass, which began before the switchover unless passes are short. A comparison reads that pass.
/// </summary>
public sealed class DdLoad : IGuestLoad
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    private readonly IGuestShell _guest;
    private readonly ILunReader _lun;
    private readonly DdCommand _command;
    private readonly GuestJob _job;
    private readonly TimeSpan _timeout;
    private (string Number, string Sha256) _pass;

    private DdLoad(IGuestShell guest, ILunReader lun, DdCommand command, GuestJob job, TimeSpan timeout) =>
        (_guest, _lun, _command, _job, _timeout) = (guest, lun, command, job, timeout);

    /// <summary>The command.</summary>
    public string Description => _command.ToString();

    /// <summary>Starts the first pass.</summary>
    /// <param name="lun">The LUN behind the dd's output, as a host reads it.</param>
    /// <param name="timeout">The time limit for the end of the current pass; 10 minutes unless given.</param>
    public static async Task<DdLoad> StartAsync(
        IGuestShell guest,
        ILunReader lun,
        DdCommand command,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        var name = GuestJob.NameFor("dd", command.Output);
        var job = await GuestJob.StartAsync(guest, name, DdScript.Of(command), cancellationToken);
        return new DdLoad(guest, lun, command, job, timeout ?? DefaultTimeout);
    }

    public string ByHand => $"while :; do {_command}; done &";

    public string StatusScript => _job.StatusScript;

    public void CheckRunning(string status) => GuestJob.CheckRunning(status);

    public async Task PauseAsync(CancellationToken cancellationToken = default) =>
        _pass = Pass(await _job.PauseAsync(DdScript.Last, _timeout, cancellationToken));

    /// <summary>Compares the pass that the pause has ended.</summary>
    public Task<string> CompareAsync(string leg, CancellationToken cancellationToken = default) => VerifyAsync(cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken = default) => _job.ResumeAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken = default) =>
        _pass = Pass(await _job.StopAsync(DdScript.Last, _timeout, cancellationToken));

    public async Task<string> VerifyAsync(CancellationToken cancellationToken = default)
    {
        var inGuest = _guest.RunAsync(DdScript.ReadBack(_command), _timeout, cancellationToken);
        var onHost = _lun.Sha256Async(_command.Offset, _command.Bytes, cancellationToken);
        await Task.WhenAll(inGuest, onHost);
        var what = $"the {_command.Bytes} bytes from {_command.Offset} on "
            + $"that pass {_pass.Number} of dd wrote ({_command.Count} blocks)";
        Require(what, await onHost, _lun.Description);
        Require(what, (await inGuest).Output.Split(' ')[0].Trim(), $"{_command.Output} in the guest");
        return $"{what} are on {_lun.Description}, and the guest reads the same: SHA-256 {_pass.Sha256}";
    }

    private void Require(string what, string found, string where)
    {
        if (found != _pass.Sha256)
            throw new HarnessException(FailureClass.Data, $"{what} have SHA-256 {_pass.Sha256}, but {found} on {where}");
    }

    private static (string Number, string Sha256) Pass(string numberAndDigest)
    {
        var words = numberAndDigest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return (words[0], words[1]);
    }
}
