using TestHarness.Failures;
using TestHarness.Guests.Files;
using TestHarness.Labs.Recipes;
using TestHarness.Migration;

namespace TestHarness.Labs.Guests;

/// <summary>
/// The data that a guest wrote on purpose to one of its disks, by a load and as a file. All of it must be on the disk.
/// </summary>
public sealed class GuestData
{
    private readonly PlacedGuest _guest;
    private readonly DiskUnderTest _disk;
    private GuestFile? _file;
    private bool _isFileCompared;

    internal GuestData(PlacedGuest guest, DiskUnderTest disk) =>
        (_guest, _disk, Load) = (guest, disk, new GuestLoad(guest, disk));

    /// <summary>The id of the device of the disk with the data.</summary>
    public string Device => _disk.Device;

    /// <summary>The path of the disk in the guest.</summary>
    public string DiskPath => _disk.Path;

    /// <summary>The guest's load.</summary>
    public GuestLoad Load { get; }

    /// <summary>The data that was written on purpose and never compared, in words; null when there is none.</summary>
    public string? Uncompared => (Load, _file) switch
    {
        ({ Load: { } load, IsCompared: false }, _) => $"the data of the load ({load.Description})",
        (_, { } file) when !_isFileCompared => $"the file on {file.Disk}",
        _ => null,
    };

    private TimeSpan Timeout => _guest.Lab.Environment.Timeouts.Load;

    /// <summary>
    /// Makes a file system with a file at the start of the guest's disk; the file identifies the disk's content later.
    /// </summary>
    /// <param name="filesystem">The size of the file system in MiB.</param>
    /// <param name="size">The size of the file in MiB.</param>
    public async Task<GuestFile> MakeFileAsync(int filesystem, int size, CancellationToken cancellationToken = default)
    {
        _isFileCompared = false;
        return _file = await GuestFile.MakeAsync(
            _guest.Guest.Shell, _disk.Path, filesystem, size, Timeout, cancellationToken);
    }

    /// <summary>Compares this guest's file with the file that another guest reads from its own disk.</summary>
    /// <exception cref="HarnessException">
    /// Class data: the other guest reads another content. Class config: this guest made no file.
    /// </exception>
    public Task<string> VerifyFileOnAsync(GuestData other, CancellationToken cancellationToken = default)
    {
        var file = _file ?? throw new HarnessException(
            FailureClass.Config, "the guest has made no file: 'When the guest has a file of …' comes first");
        _isFileCompared = true;
        return other.VerifyAsync(file, cancellationToken);
    }

    /// <summary>Compares everything that was written on purpose with what is on the disk.</summary>
    /// <returns>The compared data, in words.</returns>
    /// <exception cref="HarnessException">
    /// Class data: data is not on the disk. Class config: nothing was written, or the load still writes, so that two reads
    /// differ.
    /// </exception>
    public async Task<string> VerifyAsync(CancellationToken cancellationToken = default)
    {
        if (Load.IsRunning)
        {
            throw new HarnessException(
                FailureClass.Config,
                "the load still writes, so that the disk changes during the comparison: 'When the load is stopped' comes first");
        }

        List<string> compared = [];
        if (_file is not null)
            compared.Add(await VerifyFileOnAsync(this, cancellationToken));
        Load.IsCompared = true;
        if (_file is null || Load.Load is not null)
            compared.Add(await Load.Require().VerifyAsync(cancellationToken));
        return string.Join("; ", compared);
    }

    /// <summary>
    /// Compares the data after a leg: what a running load has written since the last leg, or all that a stopped one wrote, and
    /// the file.
    /// </summary>
    /// <param name="leg">The number of the leg.</param>
    /// <param name="paused">The pause of the load.</param>
    /// <param name="end">The source's end; some disks cannot be read on the host before it.</param>
    /// <exception cref="HarnessException">Class data: data is not on the disk.</exception>
    internal async Task<LegData> CheckLegAsync(
        int leg, LegResult result, Task<TimeSpan?> paused, Task end, CancellationToken cancellationToken)
    {
        var standing = await paused;
        await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Load.Load is null && _file is null)
            return new LegData(null, null);
        if (!Load.IsRunning)
            return new LegData(null, await VerifyAsync(cancellationToken));

        Load.IsCompared = true;
        var compared = await Load.Require().CompareAsync($"leg {leg}", cancellationToken);
        if (_file is not null)
            compared = $"{await VerifyFileOnAsync(this, cancellationToken)}; {compared}";
        return new LegData(await Load.ResumeAsync(result, standing, cancellationToken), compared);
    }

    private Task<string> VerifyAsync(GuestFile file, CancellationToken cancellationToken) =>
        file.VerifyAsync(_guest.Guest.Shell, _disk.Path, Timeout, cancellationToken);
}
