using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Labs;
using TestHarness.Labs.Guests;
using TestHarness.GuestPlaces;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Steps.Tests.Combining;

/// <summary>A scenario in which something was left open, as long as no step after it has changed anything.</summary>
internal sealed class CombinedScenario
{
    private readonly StepObjects _steps = new();
    private State _before = null!;

    public static async Task<CombinedScenario> OpenAsync(LabRun run, string[] tags, LeftOpen open)
    {
        var scenario = new CombinedScenario();
        scenario._steps.World.Lab = await run.OpenAsync(open.Name, tags, _ => { });
        try
        {
            await open.Opens(scenario._steps);
            scenario._before = await scenario.LookAsync();
            return scenario;
        }
        catch
        {
            await scenario.CloseAsync();
            throw;
        }
    }

    /// <summary>Runs one more step to its end, or to the bound of the test.</summary>
    public async Task<StepEnd> RunAsync(CatalogueStep step, TimeSpan bound)
    {
        var start = Stopwatch.GetTimestamp();
        Exception? failure = null;
        try
        {
            await Task.Run(() => step.RunAsync(_steps)).WaitAsync(bound);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        return new StepEnd(step, failure, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Whether the next step finds what was left open as if no other step had run.</summary>
    public async Task<bool> IsUnchangedAsync() => await LookAsync() == _before;

    /// <exception cref="HarnessException">Class leak: something is left on the hosts.</exception>
    public Task CloseAsync() => _steps.World.CloseAsync();

    private async Task<State> LookAsync()
    {
        var world = _steps.World;
        var guest = world.HasGuest ? world.Guest : null;
        var machines = world.Lab.Machines.Count;
        if (guest is null || guest.Guest.Machine.Qmp.Closed.IsCompleted)
            return new State(machines, guest, null, null, null, 0);
        var qmp = guest.Guest.Machine.Qmp;
        var (status, migration) = (await qmp.QueryStatusAsync(), await qmp.QueryMigrateAsync());
        return new State(machines, guest, guest.Place, status.Status, $"{migration.Status}", qmp.Events.Since(0).Count(IsReset));
    }

    private static bool IsReset(QmpEvent happened) => happened.Name is "RESET" or "BLOCK_IO_ERROR";

    private sealed record State(
        int Machines, GuestUnderTest? Guest, GuestPlace? Place, string? Status, string? Migration, int Resets);
}

/// <param name="Failure">Null when the step passed.</param>
internal sealed record StepEnd(CatalogueStep Step, Exception? Failure, TimeSpan Took);
