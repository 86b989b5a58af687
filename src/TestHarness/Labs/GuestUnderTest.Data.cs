using TestHarness.Failures;
using TestHarness.Guests.Files;
using TestHarness.Migration;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    private GuestFile? _file;

    private bool _isFileCompared;
    private bool _isLoadCompared;

    /// <summary>What was written on purpose and never compared, in words; null when there is nothing of the kind.</summary>
    public string? Uncompared => (Load, _file) switch
    {
        ({ } load, _) when !_isLoadCompared => $"what the load wrote ({load.Description})",
        (_, { } file) when !_isFileCompared => $"the file on {file.Disk}",
        _ => null,
    };

    /// <summary>The guest makes a file system with a file at the start of its disk, by which its content can be told later.</summary>
    /// <param name="filesystem">MiB.</param>
    /// <param name="size">MiB.</param>
    public async Task<GuestFile> MakeFileAsync(int filesystem, int size, CancellationToken cancellationToken = default)
    {
        _isFileCompared = false;
        return _file =
            await GuestFile.MakeAsync(Guest.Shell, DiskPath, filesystem, size, _lab.Environment.Timeouts.Load, cancellationToken);
    }

    /// <summary>Compares this guest's file as another guest reads it from a disk of its own.</summary>
    /// <exception cref="HarnessException">Class data: it is another. Class config: this guest made no file.</exception>
    public Task<string> VerifyFileOnAsync(GuestUnderTest other, CancellationToken cancellationToken = default)
    {
        var file = _file ?? throw new HarnessException(
            FailureClass.Config, "the guest has made no file: 'When the guest has a file of …' comes first");
        _isFileCompared = true;
        return other.VerifyAsync(file, cancellationToken);
    }

    private Task<string> VerifyAsync(GuestFile file, CancellationToken cancellationToken) =>
        file.VerifyAsync(Guest.Shell, DiskPath, _lab.Environment.Timeouts.Load, cancellationToken);

    /// <summary>Everything that was written on purpose must be on the disk.</summary>
    /// <returns>What was compared.</returns>
    /// <exception cref="HarnessException">
    /// Class data: something is not. Class config: nothing was written, or the load still writes, so that two reads differ.
    /// </exception>
    public async Task<string> VerifyDataAsync(CancellationToken cancellationToken = default)
    {
        if (_loadRuns)
        {
            throw new HarnessException(
                FailureClass.Config, "the load still writes, and what it writes meanwhile differs: 'When the load is stopped' comes first");
        }

        List<string> compared = [];
        if (_file is not null)
            compared.Add(await VerifyFileOnAsync(this, cancellationToken));
        _isLoadCompared = true;
        if (_file is null || Load is not null)
            compared.Add(await RequireLoad().VerifyAsync(cancellationToken));
        return string.Join("; ", compared);
    }

    /// <summary>
    /// Compares, after a leg, what a load that runs has written since the last leg, or what one that was stopped has left, and the
    /// file.
    /// </summary>
    /// <param name="paused">The pause of the load.</param>
    /// <param name="end">The source's end: some disks cannot be read past the guest before.</param>
    /// <exception cref="HarnessException">Class data: what is not there.</exception>
    private async Task<LegData> CheckDataAsync(
        LegResult result, Task<TimeSpan?> paused, Task end, CancellationToken cancellationToken)
    {
        var standing = await paused;
        await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Load is null && _file is null)
            return new LegData(null, null);
        if (!_loadRuns)
            return new LegData(null, await VerifyDataAsync(cancellationToken));

        _isLoadCompared = true;
        var compared = await RequireLoad().CompareAsync($"leg {Legs.Length + 1}", cancellationToken);
        if (_file is not null)
            compared = $"{await VerifyFileOnAsync(this, cancellationToken)}; {compared}";
        return new LegData(await ResumeLoadAsync(result, standing, cancellationToken), compared);
    }
}
