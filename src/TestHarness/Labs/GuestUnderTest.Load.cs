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
    public async Task StartLoadAsync(
        Func<IGuestShell, ILunReader, Task<IGuestLoad>> start, CancellationToken cancellationToken = default)
    {
        Meter = new LoadMeter(_recipe.DiskDevice, Guest.Machine.Qmp);
        Load = await start(Guest.Shell, new DiskReader(() => Place));
        _lab.Record(new CommandStep(
            $"type into the guest's serial port: {Load.Description}",
            Place.Host.Name,
            ["sh", "-c", """printf '%s\n' "$1" | socat -t 5 - "UNIX-CONNECT:$2" """, "sh", Load.ByHand, $"{Guest.Machine.Directory}/serial.sock"]));
        _loadRuns = true;
        await Meter.WaitForProgressAsync(ProgressAfterLeg, cancellationToken);
    }

    public async Task StopLoadAsync(CancellationToken cancellationToken = default)
    {
        await RequireLoad().StopAsync(cancellationToken);
        await Meter!.StopAsync();
        _loadRuns = false;
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
        var pause = Load!.PauseAsync(over.Token);
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

        await Load!.ResumeAsync(cancellationToken);
        await Meter.WaitForProgressAsync(ProgressAfterLeg, cancellationToken);
        var window = new TimeWindow(result.Window.Start - Meter.Start, result.Window.End - Meter.Start);
        var series = Meter.Series;
        var around = ProgressSeries.Of(series.Samples.Where(sample => sample.At >= window.Start && sample.At <= end));
        return new LegLoad(series.Around(window), StallDetector.LongestStall(around).Length);
    }
}
