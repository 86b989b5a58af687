using TestHarness.Clocks;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health.Progress;
using TestHarness.Load;
using TestHarness.Migration;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    /// <exception cref="HarnessException">
    /// Class config: another load was started, and what it wrote was not compared. Class data: the load writes nothing.
    /// </exception>
    public async Task StartLoadAsync(
        Func<IGuestShell, ILunReader, Task<IGuestLoad>> start, CancellationToken cancellationToken = default)
    {
        RequireNoLoad();
        Meter = new LoadMeter(_recipe.DiskDevice, Guest.Machine.Qmp);
        Load = await start(Guest.Shell, new DiskReader(() => Place));
        _lab.Record(new CommandStep(
            $"type into the guest's serial port: {Load.Description}",
            Place.Host.Name,
            ["sh", "-c", """printf '%s\n' "$1" | socat -t 5 - "UNIX-CONNECT:$2" """, "sh", Load.ByHand, $"{Guest.Machine.Directory}/serial.sock"]));
        (_loadRuns, _isLoadCompared) = (true, false);
        await Meter.WaitForProgressAsync(ProgressAfterLeg, cancellationToken);
    }

    /// <returns>What the load wrote over time.</returns>
    /// <exception cref="HarnessException">Class config: no load runs. Class data: a write failed.</exception>
    public async Task<ProgressSeries> StopLoadAsync(CancellationToken cancellationToken = default)
    {
        var load = RequireLoad();
        if (Meter is not { } meter || !_loadRuns)
            throw new HarnessException(FailureClass.Config, $"no load runs: it was stopped before ({load.Description})");
        await load.StopAsync(cancellationToken);
        await meter.StopAsync();
        _loadRuns = false;
        return meter.Series;
    }

    /// <summary>Another load would take this one's place, and what this one wrote would be compared with nothing.</summary>
    private void RequireNoLoad()
    {
        if (_loadRuns)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"a load runs already ({Load?.Description}): 'When the load is stopped' comes before another one");
        }

        if (Load is not null && !_isLoadCompared)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"{Uncompared} was compared with nothing: 'Then the LUN holds what the guest wrote' comes before another load");
        }
    }

    /// <exception cref="HarnessException">Class config: the scenario has started no load.</exception>
    public IGuestLoad RequireLoad() =>
        Load ?? throw new HarnessException(FailureClass.Config, "no load was started: 'Given the guest writes …' comes first");

    /// <summary>Lets the pass under way end, for as long as the load makes progress.</summary>
    /// <returns>When it stood still, since the meter's start; null where no load runs.</returns>
    private async Task<TimeSpan?> PauseLoadAsync(CancellationToken cancellationToken)
    {
        if (Meter is null || !_loadRuns)
            return null;

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = RequireLoad().PauseAsync(over.Token);
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

    /// <summary>Goes on after a pause, and makes progress again.</summary>
    private async Task<LegLoad?> ResumeLoadAsync(LegResult result, TimeSpan? paused, CancellationToken cancellationToken)
    {
        if (Meter is null || paused is not { } end)
            return null;

        await RequireLoad().ResumeAsync(cancellationToken);
        await Meter.WaitForProgressAsync(ProgressAfterLeg, cancellationToken);
        var window = new TimeWindow(result.Window.Start - Meter.Start, result.Window.End - Meter.Start);
        var series = Meter.Series;
        var around = ProgressSeries.Of(series.Samples.Where(sample => sample.At >= window.Start && sample.At <= end));
        return new LegLoad(series.Around(window), StallDetector.LongestStall(around).Length);
    }
}
