using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.Qmp.Machine;
using TestHarness.Qmp.Migrate;
using TestHarness.Tests.Guests;

namespace TestHarness.Tests.Migration;

[TestFixture]
internal sealed class LiveMigrationTests : BareMigration
{
    [Test]
    public async Task A_completed_leg_leaves_the_guest_on_the_destination()
    {
        await StartMachinesAsync();

        var result = (await (await StartAsync()).CompleteAsync(null)).OrThrow();

        Assert.That(result, Has.Property("Source").EqualTo("source").And.Property("Destination").EqualTo("destination")
            .And.Property("Status").EqualTo(MigrationStatus.Completed).And.Property("Error").Null);
        Assert.That(result.Statistics, Has.Property("Transferred").Positive.And.Property("DirtySyncCount").Positive
            .And.Property("TotalTime").GreaterThan(TimeSpan.Zero));
        Assert.That(result.Window.End, Is.GreaterThan(result.Window.Start));
        Assert.That((await Source.Qmp.QueryStatusAsync()).Status, Is.EqualTo("postmigrate"));
        Assert.That(await Destination.Qmp.QueryStatusAsync(), Is.EqualTo(new RunStatus("running", true)));
        Assert.That(Destination.Qmp.Events.Since(0).Select(e => e.Name), Has.Member("RESUME"));
    }

    [Test]
    public async Task A_cancelled_migration_leaves_the_guest_on_the_source_and_the_next_attempt_completes()
    {
        await StartMachinesAsync();
        var migration = await StartAsync(Slow);
        await migration.WaitUntilActiveAsync();

        var result = await migration.CancelAsync();

        Assert.That(result.Status, Is.EqualTo(MigrationStatus.Cancelled));
        Assert.That((await Source.Qmp.QueryStatusAsync()).Running);
        Assert.That(
            () => result.OrThrow(),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[migration] source to destination: cancelled: "));

        var again = await Bench.StartIncomingAsync("another destination", Workbench.Bare());
        var second = await LiveMigration.StartAsync(Source.Qmp, again.Qmp, new MigrationOptions(), "tcp:127.0.0.1:0");
        (await second.CompleteAsync(null)).OrThrow();
    }

    [Test]
    public async Task The_source_continues_when_the_destination_is_killed()
    {
        await StartMachinesAsync();
        var migration = await StartAsync(Slow);
        await migration.WaitUntilActiveAsync();

        await Destination.KillAsync();
        var result = await migration.CompleteAsync(null);

        Assert.That(result.Status, Is.EqualTo(MigrationStatus.Failed));
        Assert.That((await Source.Qmp.QueryStatusAsync()).Running);
        Assert.That(
            () => result.OrThrow(),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[migration] source to destination: failed: "));
        Assert.That(result.Error, Is.Not.Null);
    }

    [Test]
    public async Task When_the_source_is_killed_the_wait_ends()
    {
        await StartMachinesAsync();
        var migration = await StartAsync(Slow);
        var end = migration.CompleteAsync(new LegProgress(_ => { }, 1));

        await Source.KillAsync();

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => end.WaitAsync(TimeSpan.FromSeconds(20))))!;
        Assert.That(
            failure.Message, Does.StartWith("[qmp] source: the QMP session ended while waiting for the end of the migration"));
    }

    [Test]
    public async Task A_timeout_reports_the_last_state()
    {
        await StartMachinesAsync();
        var migration = await StartAsync(Slow with { Timeout = TimeSpan.FromMilliseconds(500) });
        await migration.WaitUntilActiveAsync();

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => migration.CompleteAsync(null)))!;

        Assert.That(
            failure.Message,
            Does.StartWith("[migration] the migration did not end within 0.5 s: it is active in pass ")
                .And.Contain("waited 0.5 s for the end of the migration; ").And.Contains("last command ")
                .And.Contains("MIGRATION {\"status\": \"active\"}"));
    }

    [Test]
    public async Task The_source_continues_when_the_destination_cannot_take_the_guest()
    {
        await StartMachinesAsync();
        var other = await Bench.StartIncomingAsync("smaller", Workbench.Bare().WithMemory(8));

        var migration = await LiveMigration.StartAsync(Source.Qmp, other.Qmp, new MigrationOptions(), "tcp:127.0.0.1:0");
        var result = await migration.CompleteAsync(null);

        Assert.That(result.Status, Is.EqualTo(MigrationStatus.Failed));
        Assert.That((await Source.Qmp.QueryStatusAsync()).Running);
    }

    [Test]
    public async Task Multifd_sends_through_its_channels()
    {
        await StartMachinesAsync();
        var result = (await (await StartAsync(new MigrationOptions { MultifdChannels = 3 })).CompleteAsync(null)).OrThrow();

        Assert.That(result.Info.Ram!.MultifdBytes, Is.Positive);
        Assert.That(result.Statistics.Mode.UsedChannels, Is.EqualTo(3));
        Assert.That((await Source.Qmp.QueryMigrateParametersAsync())["multifd-channels"].GetInt32(), Is.EqualTo(3));
    }

    [Test]
    public async Task A_plain_migration_is_of_no_other_mode()
    {
        await StartMachinesAsync();

        var mode = (await (await StartAsync()).CompleteAsync(null)).OrThrow().Statistics.Mode;

        Assert.That(mode with { MultifdChannels = null }, Is.EqualTo(new LegMode
        {
            PostcopyRequests = 0, PostcopyBytes = 0, MultifdBytes = 0, AutoConverge = false, Throttle = 0,
        }));
        Assert.That(mode.UsedChannels, Is.Zero);
    }

    [Test]
    public async Task A_guest_that_is_not_slowed_down_is_reported()
    {
        await StartMachinesAsync();
        var migration = await StartAsync(Slow with { Timeout = TimeSpan.FromMilliseconds(500) });

        Assert.That(() => migration.WaitUntilThrottledAsync(), Throws.TypeOf<HarnessException>().With.Message.StartsWith(
            "[migration] source: expected the guest to be slowed down within 0.5 s (cpu-throttle-percentage), found: "));
    }

    [Test]
    public async Task Options_of_an_attempt_do_not_last()
    {
        await StartMachinesAsync();
        var migration = await StartAsync(Slow with { AutoConverge = true, MultifdChannels = 2 });
        await migration.WaitUntilActiveAsync();
        await migration.CancelAsync();
        var again = await Bench.StartIncomingAsync("another destination", Workbench.Bare());

        var second = await LiveMigration.StartAsync(Source.Qmp, again.Qmp, new MigrationOptions(), "tcp:127.0.0.1:0");

        (await second.CompleteAsync(null)).OrThrow();
        Assert.That((await Source.Qmp.QueryMigrateAsync()).Ram!.MultifdBytes, Is.Zero);
        Assert.That(await Source.Qmp.QueryMigrateCapabilitiesAsync(), Has.Member(KeyValuePair.Create("auto-converge", false))
            .And.Member(KeyValuePair.Create("multifd", false)));
        Assert.That((await Source.Qmp.QueryMigrateParametersAsync())["max-bandwidth"].GetInt64(), Is.EqualTo(128 << 20));
    }

    [Test]
    public async Task Postcopy_is_seen()
    {
        await StartMachinesAsync();
        var migration = await StartPostcopyAsync(maxBandwidth: 4096);

        var result = (await migration.CompleteAsync(null)).OrThrow();

        Assert.That(Source.Qmp.Events.Since(0).Select(e => e.Text("status")), Has.Member("postcopy-active"));
        Assert.That(result.Info.Ram!.PostcopyBytes, Is.Positive);
    }

    [Test]
    public async Task A_postcopy_that_has_begun_is_not_cancelled()
    {
        await StartMachinesAsync();
        var migration = await StartPostcopyAsync(maxBandwidth: 1000);

        Assert.That(() => migration.CancelAsync(), Throws.TypeOf<HarnessException>().With.Message.StartsWith(
            "[migration] source: a postcopy that has begun cannot be cancelled: the guest runs on destination already"));

        await Source.Qmp.SetMigrateParametersAsync(new Dictionary<string, object> { ["max-postcopy-bandwidth"] = 1L << 30 });
        (await migration.CompleteAsync(null)).OrThrow();
    }

    private async Task<LiveMigration> StartPostcopyAsync(long maxBandwidth)
    {
        try
        {
            return await StartAsync(new MigrationOptions { Mode = MigrationMode.Postcopy, MaxBandwidth = maxBandwidth });
        }
        catch (HarnessException exception)
            when (exception.Message.Contains("Postcopy is not supported", StringComparison.Ordinal))
        {
            Skip.Because(SkipReason.NoUserfaultfd, exception.Message);
            throw;
        }
    }

    [Test]
    public async Task Progress_is_reported()
    {
        await StartMachinesAsync();
        var migration = await StartAsync(Slow);
        var first = new TaskCompletionSource<LegMoved>(TaskCreationOptions.RunContinuationsAsynchronously);
        var progress = new LegProgress(_ => { }, 4)
        {
            Polled = info =>
            {
                if (LegMoved.Of(4, "host1", "host2", default, info) is { TransferredBytes: > 0 } moved)
                    first.TrySetResult(moved);
            },
        };
        var end = migration.CompleteAsync(progress);

        var moved = await first.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That((moved.Status, moved.Passes > 0, moved.RemainingBytes > 0), Is.EqualTo(("active", true, true)));
        Assert.That(moved.Percent, Is.InRange(0, 100));

        await Source.Qmp.SetMigrateParametersAsync(new Dictionary<string, object> { ["max-bandwidth"] = 1L << 30 });
        (await end).OrThrow();
        Assert.That(progress.Sent.Select(sample => sample.Bytes), Is.Not.Empty.And.Ordered);
    }
}
