using System.Globalization;
using TestHarness.Failures;
using TestHarness.Guests;

namespace TestHarness.Load;

/// <summary>Writes numbered blocks from slot 1 on, each on the medium before the next (O_DIRECT), at least one, and tells afterwards whether every one arrived.</summary>
public sealed class StampedLoad : IGuestLoad
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    private readonly IGuestShell _guest;
    private readonly ILunReader _lun;
    private readonly string _device;
    private readonly Stamps _stamps;
    private readonly GuestJob _job;
    private readonly TimeSpan _timeout;
    private long _written;

    private StampedLoad(IGuestShell guest, ILunReader lun, string device, Stamps stamps, GuestJob job, TimeSpan timeout) =>
        (_guest, _lun, _device, _stamps, _job, _timeout) = (guest, lun, device, stamps, job, timeout);

    public string Description => $"stamped blocks of {Stamps.BlockSize >> 10} KiB to {_device}";

    /// <param name="device">The LUN in the guest, for example <c>/dev/sda</c>.</param>
    /// <param name="lun">The same LUN as a host reads it.</param>
    /// <param name="timeout">For a write to end, and for reading everything back; 10 minutes unless given.</param>
    public static async Task<StampedLoad> StartAsync(
        IGuestShell guest, ILunReader lun, string device, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var stamps = new Stamps($"stamp-{Guid.NewGuid():N}");
        var job = await GuestJob.StartAsync(guest, "stamped", Script(device, stamps), cancellationToken);
        return new StampedLoad(guest, lun, device, stamps, job, timeout ?? DefaultTimeout);
    }

    public string ByHand => $"dd if=/dev/urandom of={_device} bs={Stamps.BlockSize} count={Stamps.Slots} oflag=direct &";

    public string StatusScript => _job.StatusScript;

    public void CheckRunning(string status) => GuestJob.CheckRunning(status);

    public async Task StopAsync(CancellationToken cancellationToken = default) =>
        _written = long.Parse((await _job.StopAsync("written", _timeout, cancellationToken)).Trim(), CultureInfo.InvariantCulture);

    public async Task<string> VerifyAsync(CancellationToken cancellationToken = default)
    {
        var ring = await _lun.ReadAsync(0, Stamps.Length, cancellationToken);
        if (_stamps.Difference(ring, _written) is { } difference)
            throw new HarnessException(FailureClass.Data, $"{_lun.Description}: {difference}");

        var read = await _guest.RunAsync(
            $"dd if={_device} iflag=direct bs={Stamps.BlockSize} count={Stamps.Slots} 2>/dev/null | sha256sum", _timeout, cancellationToken);
        var (inGuest, onHost) = (read.Output.Split(' ')[0].Trim(), await _lun.Sha256Async(0, Stamps.Length, cancellationToken));
        return inGuest == onHost
            ? $"{_written} stamped blocks: the last {Math.Min(_written, Stamps.Slots)} are all on {_lun.Description}, and the guest reads the same"
            : throw new HarnessException(FailureClass.Data, $"{_device} has SHA-256 {inGuest} in the guest, but {onHost} on {_lun.Description}");
    }

    private static string Script(string device, Stamps stamps) => $$"""
        n=0
        echo $n > written
        until [ -e stop ] && [ $n -gt 0 ]; do
            n=$((n + 1))
            yes "{{stamps.Nonce}} $n" | head -c {{Stamps.BlockSize}} |
                dd of={{device}} bs={{Stamps.BlockSize}} seek=$((n % {{Stamps.Slots}})) iflag=fullblock oflag=direct conv=notrunc 2> error ||
                { echo $?; cat error; exit 1; }
            echo $n > written
        done
        """;
}
