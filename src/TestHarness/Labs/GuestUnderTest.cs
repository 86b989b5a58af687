using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Health.Progress;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Block;
using TestHarness.Qmp.Migrate;
using TestHarness.Storage;

namespace TestHarness.Labs;

/// <summary>A guest with its LUN, load and watches: what a scenario migrates, and what is checked after every leg.</summary>
public sealed class GuestUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan ProgressAfterLeg = TimeSpan.FromSeconds(15);

    private readonly Lab _lab;
    private readonly GuestWatch _watch;
    private ImmutableArray<BlockStats> _blockStats;
    private LoadMeter? _meter;
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

    /// <summary>What the load has written so far; null where there was none.</summary>
    public LoadMeter? Meter => _meter;

    public ImmutableArray<KernelLogRecord> KernelLog => _watch.Records;

    public static async Task<GuestUnderTest> BootAsync(Lab lab, LabHost host, SharedLun lun, CancellationToken cancellationToken = default)
    {
        var machine = await lab.StartMachineAsync(host, $"guest-1 on {host.Name}", lun, incoming: false, cancellationToken);
        var guest = await Guest.BootAsync(
            machine, lab.Evidence.Open("serial.log"), lab.Environment.Timeouts.Boot, cancellationToken);
        await WaitForDiskAsync(guest.Shell, cancellationToken);
        var watch = await GuestWatch.StartAsync(guest.Shell, lab.AllowList, cancellationToken);
        return new GuestUnderTest(lab, lun, guest, host, watch, await machine.Qmp.QueryBlockStatsAsync(cancellationToken));
    }

    public async Task StartLoadAsync(Func<IGuestShell, ILunReader, Task<IGuestLoad>> start)
    {
        _meter = new LoadMeter(GuestCommandLine.DataDisk, Guest.Machine.Qmp);
        Load = await start(Guest.Shell, Lun.ReadOn(Host.Host));
        await _meter.WaitForProgressAsync(ProgressAfterLeg);
    }

    public async Task StopLoadAsync(CancellationToken cancellationToken = default)
    {
        var load = Load ?? throw new HarnessException(FailureClass.Config, "the scenario stops a load that it never started");
        await load.StopAsync(cancellationToken);
        await _meter!.DisposeAsync();
    }

    /// <summary>An incoming QEMU for this guest.</summary>
    public Task<QemuMachine> StartDestinationAsync(LabHost host, CancellationToken cancellationToken = default) =>
        _lab.StartMachineAsync(host, $"guest-{++_machines} on {host.Name}", Lun, incoming: true, cancellationToken);

    /// <summary>One whole leg: a fresh incoming QEMU, the migration, and every check after it.</summary>
    /// <exception cref="HarnessException">The migration did not complete, or something was not well afterwards.</exception>
    public async Task<LegReport> MigrateAsync(LabHost destination, MigrationOptions options, CancellationToken cancellationToken = default)
    {
        var machine = await StartDestinationAsync(destination, cancellationToken);
        await using var migration = await StartMigrationAsync(machine, destination, options, cancellationToken);
        var progress = new LegProgress(_lab.Progress, Legs.Length + 1);
        var result = (await migration.CompleteAsync(progress, cancellationToken)).OrThrow();
        return await FinishLegAsync(migration, destination, result, cancellationToken);
    }

    /// <summary>Starts a migration and leaves its end to the caller, for scenarios that cancel it or kill its destination.</summary>
    public Task<GuestMigration> StartMigrationAsync(
        QemuMachine destination, LabHost host, MigrationOptions options, CancellationToken cancellationToken = default)
    {
        _meter?.Attach(destination.Qmp);
        return GuestMigration.StartAsync(Guest, destination, options, Lab.Route(Host, host), cancellationToken);
    }

    /// <summary>The checks that need no leg: the guest, the hosts, its QEMU's block devices and the load.</summary>
    public async Task<HealthReport> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        var guest = CheckGuestAsync(cancellationToken);
        var hosts = _lab.CheckHostsAsync(cancellationToken);
        var blocks = MachineCheck.BlockDevicesAsync(Guest.Machine.Qmp, _blockStats, cancellationToken);
        return HealthReport.Combine(await guest, await hosts, await blocks);
    }

    public async ValueTask DisposeAsync()
    {
        if (_meter is not null)
            await _meter.DisposeAsync();
        await Guest.DisposeAsync();
    }

    private async Task<LegReport> FinishLegAsync(
        GuestMigration migration, LabHost destination, LegResult result, CancellationToken cancellationToken)
    {
        var left = HealthReport.Combine(
            await MachineCheck.BlockDevicesAsync(migration.Source.Qmp, _blockStats, cancellationToken),
            await SingleWriter.CheckAsync(migration.Source, migration.Destination, Lun, cancellationToken));
        var ended = MachineCheck.Ended(migration.Source.Name, await migration.Source.StopAsync());
        await migration.ArriveAsync(cancellationToken);
        await migration.DisposeAsync();
        Host = destination;
        _blockStats = [];

        var health = HealthReport.Combine(left, ended, await CheckHealthAsync(cancellationToken));
        var report = new LegReport(Legs.Length + 1, result, health, await CheckLoadAsync(result, cancellationToken));
        Legs = Legs.Add(report);
        _lab.Progress(report.ToString());
        health.ThrowIfUnhealthy($"after leg {report.Number} ({result.Source} to {result.Destination})");
        return report;
    }

    private async Task<HealthReport> CheckGuestAsync(CancellationToken cancellationToken)
    {
        if (Load is not null)
            await Load.CheckRunningAsync(cancellationToken);
        return await _watch.CheckAsync(cancellationToken);
    }

    private async Task<LegLoad?> CheckLoadAsync(LegResult result, CancellationToken cancellationToken)
    {
        if (_meter is null)
            return null;

        await _meter.WaitForProgressAsync(ProgressAfterLeg, cancellationToken);
        var window = new TimeWindow(result.Window.Start - _meter.Start, result.Window.End - _meter.Start);
        var series = _meter.Series;
        var since = ProgressSeries.Of(series.Samples.Where(sample => sample.At >= window.Start));
        return new LegLoad(series.Around(window), StallDetector.LongestStall(since).Length);
    }

    /// <summary>The kernel finds disks asynchronously and busybox has nothing to wait for one with, hence the poll in the guest.</summary>
    private static async Task WaitForDiskAsync(IGuestShell shell, CancellationToken cancellationToken)
    {
        var wait = await shell.RunAsync("until [ -b /dev/sda ]; do sleep 0.02; done", TimeSpan.FromSeconds(30), cancellationToken);
        if (wait.ExitCode != 0)
            throw new HarnessException(FailureClass.Provision, $"the guest has no disk: {wait.Output.Trim()}");
    }

    private sealed class LegProgress(Action<string> line, int leg) : IProgress<MigrationInfo>
    {
        public void Report(MigrationInfo value)
        {
            if (value.Ram is { Total: > 0 } ram)
            {
                line(FormattableString.Invariant(
                    $"leg {leg}: {value.StatusText}, {(ram.Total - ram.Remaining) * 100 / ram.Total} % of memory, {ram.Transferred / 1048576.0:0.0} MiB sent at {ram.Mbps:0} Mbit/s"));
            }
        }
    }
}
