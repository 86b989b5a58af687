using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Guests;

namespace TestHarness.Load;

/// <summary>
/// A load that writes numbered blocks, at least one, each to the medium before the next (O_DIRECT). No block is overwritten
/// before it was compared: a guest that writes faster than its ring of blocks allows is slowed, which the comparison reports.
/// </summary>
public sealed class StampedLoad : IGuestLoad
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    private readonly string _device;
    private readonly GuestJob _job;
    private readonly TimeSpan _timeout;
    private ImmutableArray<LegEnd> _legs = [];
    private long _written;
    private long _slowed;

    private StampedLoad(StampedBlocks blocks, string device, GuestJob job, TimeSpan timeout) =>
        (Blocks, _device, _job, _timeout) = (blocks, device, job, timeout);

    internal StampedBlocks Blocks { get; }

    /// <summary>The size of the blocks and the device.</summary>
    public string Description => $"stamped blocks of {Stamps.BlockSize >> 10} KiB to {_device}";

    public string ByHand => $"dd if=/dev/urandom of={_device} bs={Stamps.BlockSize} count={Blocks.Stamps.Slots} oflag=direct &";

    public string StatusScript => _job.StatusScript;

    /// <summary>Starts to write.</summary>
    /// <param name="device">The LUN in the guest, for example <c>/dev/sda</c>.</param>
    /// <param name="lun">The same LUN as a host reads it.</param>
    /// <param name="timeout">
    /// The time limit for the end of a write, and for reading everything back; 10 minutes unless given.
    /// </param>
    /// <param name="slots">
    /// The largest number of blocks of the ring, which is no larger than the LUN; 16384 (1 GiB) unless given.
    /// </param>
    public static async Task<StampedLoad> StartAsync(
        IGuestShell guest,
        ILunReader lun,
        string device,
        TimeSpan? timeout = null,
        int slots = Stamps.MostSlots,
        CancellationToken cancellationToken = default)
    {
        var bound = timeout ?? DefaultTimeout;
        var size = await StampedScript.SizeAsync(guest, device, cancellationToken);
        var stamps = new Stamps($"stamp-{Guid.NewGuid():N}", (int)Math.Clamp(size / Stamps.BlockSize, 1, slots));
        var job = await GuestJob.StartAsync(
            guest, GuestJob.NameFor("stamped", device), StampedScript.Of(device, stamps), cancellationToken);
        return new StampedLoad(new StampedBlocks(stamps, guest, device, lun, bound), device, job, bound);
    }

    public void CheckRunning(string status) => GuestJob.CheckRunning(status);

    public async Task PauseAsync(CancellationToken cancellationToken = default) =>
        Count(await _job.PauseAsync(StampedScript.Counts, _timeout, cancellationToken));

    public async Task<string> CompareAsync(string leg, CancellationToken cancellationToken = default)
    {
        var from = _legs.IsEmpty ? 1 : _legs[^1].Last + 1;
        _legs = _legs.Add(new LegEnd(leg, _written));
        var compared = await Blocks.CompareAsync(from, _written, _legs, cancellationToken);
        return _slowed == 0
            ? compared
            : $"{compared}; the guest was slowed before {_slowed} blocks, as none is overwritten before it was compared";
    }

    public async Task ResumeAsync(CancellationToken cancellationToken = default)
    {
        await _job.RunAsync(StampedScript.Allow(_written + Blocks.Stamps.Slots), _timeout, cancellationToken);
        await _job.ResumeAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken = default) =>
        Count(await _job.StopAsync(StampedScript.Counts, _timeout, cancellationToken));

    public Task<string> VerifyAsync(CancellationToken cancellationToken = default) =>
        Blocks.CompareAsync(Math.Max(1, _written - Blocks.Stamps.Slots + 1), _written, _legs, cancellationToken);

    private void Count(string counts)
    {
        var numbers = counts.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        (_written, _slowed) = (numbers[0], numbers[1]);
    }
}
