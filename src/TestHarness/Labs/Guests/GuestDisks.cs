using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Labs.Recipes;
using TestHarness.Migration;

namespace TestHarness.Labs.Guests;

/// <summary>The disks of a guest that are under test, each with the data that the guest writes to it.</summary>
public sealed class GuestDisks : IAsyncDisposable
{
    private const string Separator = "next load";

    internal GuestDisks(PlacedGuest guest) => All = [.. guest.Disks.Select(disk => new GuestData(guest, disk))];

    /// <summary>The data on each disk; that of the scenario's usual disk is the first.</summary>
    internal ImmutableArray<GuestData> All { get; }

    /// <summary>Returns the data on a disk.</summary>
    /// <param name="device">The id of the guest's device.</param>
    /// <exception cref="HarnessException">Class config: the guest has no such disk under test.</exception>
    public GuestData Of(string device) => All.FirstOrDefault(data => data.Device == device) ?? throw new HarnessException(
        FailureClass.Config,
        $"the guest's disk '{device}' shows no LUN: the disks with a LUN are " +
        $"{string.Join(", ", All.Select(data => data.Device))}");

    /// <summary>The data that was written on purpose and never compared, in words; null when there is none.</summary>
    public string? Uncompared => All.Select(data => data.Uncompared).FirstOrDefault(written => written is not null);

    /// <summary>The script of <see cref="CheckRunning"/>; empty when no load runs.</summary>
    internal string StatusScript =>
        string.Join($"\necho '{Separator}'\n", Running.Select(data => data.Load.Require().StatusScript));

    private ImmutableArray<GuestData> Running => [.. All.Where(data => data.Load.IsRunning)];

    /// <summary>Checks that all loads run which are expected to.</summary>
    /// <param name="status">The output of <see cref="StatusScript"/>.</param>
    /// <returns>Whether there is a load.</returns>
    /// <exception cref="HarnessException">Class data: a load has ended.</exception>
    internal bool CheckRunning(string status)
    {
        var outputs = status.Split($"{Separator}\n");
        foreach (var (data, output) in Running.Zip(outputs))
            data.Load.Require().CheckRunning(output);
        return !Running.IsEmpty;
    }

    /// <summary>Pauses the load on each disk.</summary>
    internal ImmutableArray<Task<TimeSpan?>> Pause(CancellationToken cancellationToken) =>
        [.. All.Select(data => data.Load.PauseAsync(cancellationToken))];

    /// <summary>Compares the data on each disk after a leg.</summary>
    /// <inheritdoc cref="GuestData.CheckLegAsync"/>
    internal ImmutableArray<Task<LegData>> Compare(
        int leg, LegResult result, ImmutableArray<Task<TimeSpan?>> paused, Task end, CancellationToken cancellationToken) =>
        [.. All.Zip(paused, (data, pause) => data.CheckLegAsync(leg, result, pause, end, cancellationToken))];

    /// <summary>Combines the comparisons of all disks; one that failed is told as unknown.</summary>
    internal LegData Combine(ImmutableArray<Task<LegData>> compared) => LegData.Combine(All.Zip(
        compared, (data, task) => (data.Device, task.IsCompletedSuccessfully ? task.Result : LegData.Unknown)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var data in All)
            await data.Load.DisposeAsync();
    }
}
