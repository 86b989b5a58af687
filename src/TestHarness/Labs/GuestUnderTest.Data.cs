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
    /// <exception cref="HarnessException">Class data: something is not. Class config: nothing was written.</exception>
    public async Task<string> VerifyDataAsync(CancellationToken cancellationToken = default)
    {
        List<string> compared = [];
        if (_file is not null)
            compared.Add(await VerifyFileAsync(_file, cancellationToken));
        if (_file is null || Load is not null)
            compared.Add(await RequireLoad().VerifyAsync(cancellationToken));
        return string.Join("; ", compared);
    }

    /// <summary>After a leg: what a load that runs has written since the last leg, what one that was stopped has written, and the file.</summary>
    private async Task<LegData> CompareDataAsync(CancellationToken cancellationToken)
    {
        if (Load is null && _file is null)
            return LegData.None;

        try
        {
            var load = _loadRuns ? await Load!.CompareAsync($"leg {Legs.Length + 1}", cancellationToken) : null;
            if (load is null)
                return LegData.Of(await VerifyDataAsync(cancellationToken));

            return LegData.Of(_file is null ? load : $"{await VerifyFileAsync(_file, cancellationToken)}; {load}");
        }
        catch (HarnessException lost) when (lost.FailureClass == FailureClass.Data)
        {
            return LegData.Lost(lost.Detail);
        }
    }
}
