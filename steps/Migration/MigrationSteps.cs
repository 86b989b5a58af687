using Reqnroll;
using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Migration;

/// <summary>The legs of the guest, and the checks over all legs.</summary>
[Binding]
public sealed class MigrationSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    private MigrationOptions Defaults => Bounded(new MigrationOptions());

    private MigrationOptions Bounded(MigrationOptions options) =>
        options with { Timeout = world.Lab.Environment.Timeouts.Migration };

    /// <summary>Makes one leg, with every check after it.</summary>
    [When("the guest is migrated to {word}")]
    public Task WhenTheGuestIsMigrated(PlaceName host) => world.Guest.MigrateAsync(world.Place(host), Defaults, world.Cancelled);

    /// <summary>Makes one leg with options: mode, multifd channels, auto-converge, max bandwidth, downtime limit.</summary>
    [When("the guest is migrated to {word} with:")]
    public Task WhenTheGuestIsMigratedWith(PlaceName host, MigrationOptions options) =>
        world.Guest.MigrateAsync(world.Place(host), Bounded(options), world.Cancelled);

    /// <summary>Makes that number of legs (ping-pong), each to the other of the two places.</summary>
    [When("the guest is migrated {int} times between {word} and {word}")]
    public Task WhenTheGuestIsMigratedTimes(Legs legs, PlaceName one, PlaceName other) =>
        world.Guest.PingPongAsync(legs.Value, world.Place(one), world.Place(other), Defaults, world.Cancelled);

    /// <summary>
    /// Makes that number of legs with options: mode, multifd channels, auto-converge, max bandwidth, downtime limit.
    /// </summary>
    [When("the guest is migrated {int} times between {word} and {word} with:")]
    public Task WhenTheGuestIsMigratedTimesWith(Legs legs, PlaceName one, PlaceName other, MigrationOptions options) =>
        world.Guest.PingPongAsync(legs.Value, world.Place(one), world.Place(other), Bounded(options), world.Cancelled);

    /// <summary>Expects that the migration does not complete.</summary>
    [When("a migration to {word} fails")]
    public async Task WhenAMigrationFails(PlaceName host) => world.Refusal = await Expected.FailureAsync(
        FailureClass.Migration, () => world.Guest.MigrateAsync(world.Place(host), Defaults, world.Cancelled));

    /// <summary>Expects that the guest arrives, but that data it wrote is not on its disk there.</summary>
    [When("a migration to {word} loses the guest's data")]
    public async Task WhenAMigrationLosesTheData(PlaceName host) => world.Refusal = await Expected.FailureAsync(
        FailureClass.Data, () => world.Guest.MigrateAsync(world.Place(host), Defaults, world.Cancelled));

    /// <summary>Expects a pre-flight failure, before a QEMU starts for the migration.</summary>
    [When("a migration to {word} is refused")]
    public async Task WhenAMigrationIsRefused(PlaceName host)
    {
        var before = world.Lab.Machines.Count;
        world.Refusal = await Expected.FailureAsync(
            FailureClass.Preflight, () => world.Guest.MigrateAsync(world.Place(host), Defaults, world.Cancelled));
        if (world.Lab.Machines.Count != before)
            throw new HarnessException(
                FailureClass.Preflight, $"the migration was refused, but only after a QEMU had started for it: {world.Refusal}");
    }

    /// <summary>Starts a migration and waits until QEMU sends guest memory.</summary>
    [Given("a migration to {word} is under way with:")]
    [When("a migration to {word} is under way with:")]
    public async Task WhenAMigrationIsUnderWay(PlaceName host, MigrationOptions options)
    {
        var destination = world.Place(host);
        world.Migration = await world.Guest.StartMigrationAsync(destination, Bounded(options), world.Cancelled);
        await world.Migration.Live.WaitUntilActiveAsync(world.Cancelled);
    }

    /// <summary>Cancels the migration; the guest must continue on the source.</summary>
    [When("the migration is cancelled")]
    public async Task WhenTheMigrationIsCancelled() =>
        output.WriteLine((await world.Guest.AbandonAsync(TakeUnderway(), live => live.CancelAsync(world.Cancelled))).ToString());

    /// <summary>Kills the destination's QEMU as in a crash (SIGKILL); the guest must continue on the source.</summary>
    [When("the destination dies")]
    public async Task WhenTheDestinationDies()
    {
        var migration = TakeUnderway();
        await migration.Destination.KillAsync(world.Cancelled);
        var result = await world.Guest.AbandonAsync(migration, live => live.CompleteAsync(null, world.Cancelled));
        output.WriteLine(await Expected.FailureAsync(FailureClass.Migration, () => Task.FromResult(result.OrThrow())));
    }

    /// <summary>
    /// Checks the downtime as QEMU reports it. The limit is for hardware; an environment may set how many times slower it is.
    /// </summary>
    [Then("the downtime of every leg is at most {int} ms")]
    public void ThenTheDowntimeIsAtMost(Milliseconds limit) =>
        world.Guest.Summary.CheckDowntime(world.Lab.Environment.ScaleLimit(TimeSpan.FromMilliseconds(limit.Value)));

    /// <summary>
    /// Compares the total time of the last third of the legs with that of the first third, for at least six legs. Legs that
    /// become slower show a leak in QEMU or the guest.
    /// </summary>
    [Then("the legs do not get slower than {int} times")]
    public void ThenTheLegsDoNotGetSlower(SlowdownFactor factor) =>
        output.WriteLine(world.Guest.Summary.CheckTrend(factor.Value));

    /// <summary>
    /// Checks postcopy as QEMU reports it (postcopy-requests): after each switchover the destination asked the source for pages.
    /// </summary>
    [Then("each leg fetched pages after switchover")]
    public void ThenEachLegFetchedPages() => world.Guest.Summary.CheckFetchedAfterSwitchover();

    /// <summary>
    /// Checks as QEMU reports it (multifd-bytes, multifd-channels) that the memory went over that number of channels.
    /// </summary>
    [Then("each leg used {int} multifd channels")]
    public void ThenEachLegUsedMultifdChannels(ChannelCount channels) => world.Guest.Summary.CheckMultifdChannels(channels.Value);

    /// <summary>
    /// Checks the number of passes (dirty-sync-count); a pass sends the memory that was written to since the last one.
    /// </summary>
    [Then("each leg made at least {int} passes")]
    public void ThenEachLegMadeAtLeastPasses(PassCount passes) => world.Guest.Summary.CheckPasses(passes.Value);

    /// <summary>Checks that QEMU's capability auto-converge was on, whether or not QEMU slowed the guest down.</summary>
    [Then("each leg was ready to slow the guest down")]
    public void ThenEachLegWasReadyToSlowTheGuestDown() => world.Guest.Summary.CheckReadyToThrottle();

    /// <summary>Checks as QEMU reports it during each leg (cpu-throttle-percentage above 0).</summary>
    [Then("each leg slowed the guest down")]
    public void ThenEachLegSlowedTheGuestDown() => world.Guest.Summary.CheckThrottled();

    /// <summary>Waits until QEMU takes CPU time from the guest (cpu-throttle-percentage).</summary>
    [Then("the migration slows the guest down")]
    public async Task ThenTheMigrationSlowsTheGuestDown() =>
        output.WriteLine($"throttled by {await Underway.Live.WaitUntilThrottledAsync(world.Cancelled)} %");

    private GuestMigration Underway => world.Migration ?? throw new HarnessException(
        FailureClass.Config, "no migration is under way: 'When a migration to HOST is under way with:' comes first");

    /// <summary>Returns the migration that is under way, and forgets it: a migration is ended once.</summary>
    private GuestMigration TakeUnderway()
    {
        var migration = Underway;
        world.Migration = null;
        return migration;
    }
}
