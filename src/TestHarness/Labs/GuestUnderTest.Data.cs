using TestHarness.Failures;
using TestHarness.Guests.Files;
using TestHarness.Migration;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    private GuestFile? _file;

    /// <summary>The guest makes a file system with a file at the start of its disk, by which its content can be told later.</summary>
    /// <param name="filesystem">MiB.</param>
    /// <param name="size">MiB.</param>
    public async Task<GuestFile> MakeFileAsync(int filesystem, int size, CancellationToken cancellationToken = default) =>
        _file = await GuestFile.MakeAsync(Guest.Shell, DiskPath, filesystem, size, _lab.Environment.Timeouts.Load, cancellationToken);

    /// <summary>Another guest's file, on the disk of this one.</summary>
    public Task<string> VerifyFileAsync(GuestFile file, CancellationToken cancellationToken = default) =>
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
            compared.Add(await VerifyFileAsync(_file, cancellationToken));
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

        var compared = await Load!.CompareAsync($"leg {Legs.Length + 1}", cancellationToken);
        if (_file is not null)
            compared = $"{await VerifyFileAsync(_file, cancellationToken)}; {compared}";
        return new LegData(await ResumeLoadAsync(result, standing, cancellationToken), compared);
    }
}
