using System.Collections.Immutable;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Qmp.Block;
using TestHarness.Storage;

namespace TestHarness.Labs;

/// <summary>A guest with its LUN, load and watches: what a scenario migrates, and what is checked after every leg.</summary>
public sealed partial class GuestUnderTest : IAsyncDisposable
{
    /// <summary>The kernel finds disks asynchronously and busybox has nothing to wait for one with, hence the poll in the guest.</summary>
    private const string WaitForDisk = "until [ -b /dev/sda ]; do sleep 0.02; done";

    private static readonly TimeSpan ProgressAfterLeg = TimeSpan.FromSeconds(15);

    private readonly Lab _lab;
    private readonly GuestWatch _watch;
    private ImmutableArray<BlockStats> _blockStats;
    private bool _loadRuns;
    private string _expectedComplaint = "";
    private int _machines = 1;

    private GuestUnderTest(Lab lab, SharedLun lun, Guest guest, LabHost host, GuestWatch watch, ImmutableArray<BlockStats> blockStats)
    {
        (_lab, Lun, Guest, Host, _watch) = (lab, lun, guest, host, watch);
        _blockStats = blockStats;
    }

    public SharedLun Lun { get; }

    public Guest Guest { get; }

    /// <summary>Where the guest is now.</summary>
    public LabHost Host { get; private set; }

    public IGuestLoad? Load { get; private set; }

    public ImmutableArray<LegReport> Legs { get; private set; } = [];

    public LegSummary Summary => new(Legs);

    /// <summary>What the load has written so far; null where there was none.</summary>
    public LoadMeter? Meter { get; private set; }

    public ImmutableArray<KernelLogRecord> KernelLog => _watch.Records;

    public static async Task<GuestUnderTest> BootAsync(Lab lab, LabHost host, SharedLun lun, CancellationToken cancellationToken = default)
    {
        var machine = await lab.StartMachineAsync(host, $"guest-1 on {host.Name}", lun, incoming: false, cancellationToken);
        var guest = await Guest.BootAsync(
            machine, lab.Evidence.Open("serial.log"), lab.Environment.Timeouts.Boot, cancellationToken);
        var watch = await GuestWatch.StartAsync(guest.Shell, lab.AllowList, WaitForDisk, cancellationToken);
        return new GuestUnderTest(lab, lun, guest, host, watch, await machine.Qmp.QueryBlockStatsAsync(cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        if (Meter is not null)
            await Meter.DisposeAsync();
        await Guest.DisposeAsync();
    }
}
