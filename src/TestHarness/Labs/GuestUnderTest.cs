using System.Collections.Immutable;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Labs.Nics;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Qmp.Block;

namespace TestHarness.Labs;

/// <summary>A guest with its LUN, load and watches: what a scenario migrates, and what is checked after every leg.</summary>
public sealed partial class GuestUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan ProgressOnHardware = TimeSpan.FromSeconds(15);

    private readonly Lab _lab;
    private readonly GuestRecipe _recipe;
    private readonly string _name;
    private readonly GuestWatch _watch;
    private ImmutableArray<BlockStats> _blockStats;
    private bool _loadRuns;
    private string _expectedComplaint = "";
    private int _machines = 1;

    private GuestUnderTest(
        Lab lab, GuestRecipe recipe, string name, Guest guest, GuestPlace place, GuestNics? nics, GuestWatch watch, ImmutableArray<BlockStats> blockStats)
    {
        (_lab, _recipe, _name, Guest, Place, Nics, _watch) = (lab, recipe, name, guest, place, nics, watch);
        _blockStats = blockStats;
    }

    public Guest Guest { get; }

    private TimeSpan ProgressAfterLeg => _lab.Environment.Bound(ProgressOnHardware);

    /// <summary>Where the guest is now.</summary>
    public GuestPlace Place { get; private set; }

    /// <summary>What the guest's kernel calls its disk.</summary>
    public string DiskPath => _recipe.GuestPath;

    public IGuestLoad? Load { get; private set; }

    public ImmutableArray<LegReport> Legs { get; private set; } = [];

    public LegSummary Summary => new(Legs);

    /// <summary>What the load has written so far; null where there was none.</summary>
    public LoadMeter? Meter { get; private set; }

    /// <param name="name">Tells the guests of a scenario apart.</param>
    /// <param name="nics">Null where it has none.</param>
    public static async Task<GuestUnderTest> BootAsync(
        Lab lab, GuestPlace place, GuestRecipe recipe, string name = "guest", GuestNics? nics = null, CancellationToken cancellationToken = default)
    {
        if (nics is not null)
            await nics.PrepareAsync(place.Host, cancellationToken);
        var guest = await new GuestStart(lab, place, recipe, name, [.. Devices(place, nics, false)]).RunAsync(cancellationToken);
        var watch = await GuestWatch.StartAsync(
            guest.Shell, lab.AllowList, WaitFor(recipe.GuestPath), lab.Environment.Timeouts.Command, cancellationToken);
        var blocks = await guest.Machine.Qmp.QueryBlockStatsAsync(cancellationToken);
        return new GuestUnderTest(lab, recipe, name, guest, place, nics, watch, blocks);
    }

    /// <summary>The kernel finds disks asynchronously and busybox has nothing to wait for one with, hence the poll in the guest.</summary>
    internal static string WaitFor(string disk) => $"until [ -b {disk} ]; do sleep 0.02; done";

    public async ValueTask DisposeAsync()
    {
        if (Meter is not null)
            await Meter.DisposeAsync();
        await Guest.DisposeAsync();
    }
}
