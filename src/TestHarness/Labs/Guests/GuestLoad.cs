using TestHarness.Clocks;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health.Progress;
using TestHarness.Labs.Recipes;
using TestHarness.Load;
using TestHarness.Migration;

namespace TestHarness.Labs.Guests;

/// <summary>The load on a disk of a guest, one at a time, with the meter of what it writes.</summary>
public sealed class GuestLoad : IAsyncDisposable
{
    private static readonly TimeSpan ProgressOnHardware = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The least bound of a load's start, which is no stall: a busy machine may start the load's program late.
    /// </summary>
    private static readonly TimeSpan LeastStart = TimeSpan.FromMinutes(1);

    private readonly PlacedGuest _guest;
    private readonly string _device;

    internal GuestLoad(PlacedGuest guest, DiskUnderTest disk)
    {
        (_guest, _device) = (guest, disk.Device);
        _guest.DestinationStarts += qmp => Meter?.Attach(qmp);
    }

    /// <summary>The last load that was started; null when there was none.</summary>
    public IGuestLoad? Load { get; private set; }

    /// <summary>Whether the load writes, or is paused and will continue.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Whether data of the load was compared.</summary>
    public bool IsCompared { get; internal set; }

    /// <summary>The meter of the load's progress; null when no load was started.</summary>
    public LoadMeter? Meter { get; private set; }

    private TimeSpan ProgressAfterLeg => _guest.Lab.Environment.ScaleLimit(ProgressOnHardware);

    /// <summary>Starts a load, and waits until it writes.</summary>
    /// <exception cref="HarnessException">
    /// Class config: another load was started, and its data was not compared. Class data: the load writes nothing.
    /// </exception>
    public async Task StartAsync(
        Func<IGuestShell, ILunReader, Task<IGuestLoad>> start, CancellationToken cancellationToken = default)
    {
        RequireNone();
        var machine = _guest.Guest.Machine;
        Meter = new LoadMeter(_device, machine.Qmp);
        try
        {
            Load = await start(_guest.Guest.Shell, new DiskReader(() => _guest.Place.Of(_device)));
            _guest.Lab.Record(new GuestStep(
                $"type into the guest's serial port: {Load.Description}",
                _guest.Place.Host.Name,
                machine.Directory,
                Load.ByHand));
            (IsRunning, IsCompared) = (true, false);
            await Meter.WaitForProgressAsync(
                LeastStart > ProgressAfterLeg ? LeastStart : ProgressAfterLeg, cancellationToken);
        }
        catch (HarnessException exception)
        {
            var cause = await _guest.Machines.ExplainAsync(exception);
            if (cause == exception)
                throw;
            throw cause;
        }
    }

    /// <summary>Ends the load.</summary>
    /// <returns>The progress of the load over time.</returns>
    /// <exception cref="HarnessException">Class config: no load runs. Class data: a write failed.</exception>
    public async Task<ProgressSeries> StopAsync(CancellationToken cancellationToken = default)
    {
        var load = Require();
        if (Meter is not { } meter || !IsRunning)
            throw new HarnessException(FailureClass.Config, $"no load runs: it was stopped before ({load.Description})");
        await load.StopAsync(cancellationToken);
        await meter.StopAsync();
        IsRunning = false;
        return meter.Series;
    }

    /// <summary>Returns the load.</summary>
    /// <exception cref="HarnessException">Class config: the scenario has started no load.</exception>
    public IGuestLoad Require() =>
        Load ?? throw new HarnessException(FailureClass.Config, "no load was started: 'Given the guest writes …' comes first");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Meter?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Pauses the load at the end of its pass; fails when the load makes no progress meanwhile.</summary>
    /// <returns>The time since the meter's start at which the load stood still; null when no load runs.</returns>
    internal async Task<TimeSpan?> PauseAsync(CancellationToken cancellationToken)
    {
        if (Meter is null || !IsRunning)
            return null;

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Require().PauseAsync(over.Token);
        try
        {
            while (!pause.IsCompleted)
                await await Task.WhenAny(pause, Meter.WaitForProgressAsync(ProgressAfterLeg, over.Token));
            await pause;
            return SteadyClock.Shared.Now - Meter.Start;
        }
        finally
        {
            await over.CancelAsync();
            await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Continues the load after a pause, and waits until it makes progress again.</summary>
    /// <param name="paused">The result of <see cref="PauseAsync"/>.</param>
    internal async Task<LegLoad?> ResumeAsync(LegResult result, TimeSpan? paused, CancellationToken cancellationToken)
    {
        if (Meter is null || paused is not { } end)
            return null;

        await Require().ResumeAsync(cancellationToken);
        await Meter.WaitForProgressAsync(ProgressAfterLeg, cancellationToken); // A load that stands still fails the leg.
        var window = new TimeWindow(result.Window.Start - Meter.Start, result.Window.End - Meter.Start);
        var series = Meter.Series;
        var around = ProgressSeries.Of(series.Samples.Where(sample => sample.At >= window.Start && sample.At <= end));
        return new LegLoad(series.Around(window), StallDetector.LongestStall(around).Length);
    }

    /// <summary>Refuses another load while one runs, and when the data of the last one was not compared.</summary>
    private void RequireNone()
    {
        if (IsRunning)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"a load runs already ({Load?.Description}): 'When the load is stopped' comes before another one");
        }

        if (Load is { } load && !IsCompared)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the data of the load ({load.Description}) was not compared: "
                + "'Then the LUN holds what the guest wrote' comes before another load");
        }
    }
}
