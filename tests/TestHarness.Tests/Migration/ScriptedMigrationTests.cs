using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Tests.Migration;

/// <summary>Migrations whose two sides do not end as they must.</summary>
[TestFixture]
internal sealed class ScriptedMigrationTests
{
    private const string Listens =
        """{"status": "setup", "socket-address": [{"type": "inet", "host": "127.0.0.1", "port": "49152"}]}""";

    private ScriptedQemu _source = null!;
    private ScriptedQemu _destination = null!;

    [SetUp]
    public async Task StartAsync()
    {
        (_source, _destination) = (await ScriptedQemu.StartAsync("source"), await ScriptedQemu.StartAsync("destination"));
        (_destination.Status, _destination.Migration) = ("inmigrate", Listens);
    }

    [TearDown]
    public async Task EndAsync()
    {
        await _source.DisposeAsync();
        await _destination.DisposeAsync();
    }

    [TestCase("running", "completed", null)]
    [TestCase(
        "paused",
        "completed",
        "destination is paused (expected running) and reports the migration as completed (expected completed)")]
    [TestCase(
        "running",
        "failed",
        "destination is running (expected running) and reports the migration as failed (expected completed)")]
    public async Task A_destination_that_does_not_run_the_guest_or_disagrees_fails_the_leg(
        string status, string calls, string? message)
    {
        var migration = await MigrateAsync();
        await CompleteAsync(status, calls);

        if (message is null)
            Assert.That((await migration.CompleteAsync(null)).OrThrow().Info.Ram!.Transferred, Is.EqualTo(7));
        else
            Assert.That(() => migration.CompleteAsync(null), Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                $"[migration] the migration completed, but source is postmigrate (expected postmigrate), {message}"));
    }

    [TestCase("failed", MigrationStatus.Cancelled)]
    [TestCase("cancelled", MigrationStatus.Cancelled)]
    public async Task A_cancelled_migration_is_cancelled_whatever_status_QEMU_reports(string calls, MigrationStatus status)
    {
        var migration = await MigrateAsync();
        _source.After = command => command == "migrate_cancel" ? _source.TellStatusAsync(calls) : Task.CompletedTask;

        Assert.That((await migration.CancelAsync()).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_migration_that_completed_before_its_cancellation_is_completed()
    {
        var migration = await MigrateAsync();
        _source.After = command => command == "migrate_cancel" ? CompleteAsync("running", "completed") : Task.CompletedTask;

        Assert.That((await migration.CancelAsync()).Status, Is.EqualTo(MigrationStatus.Completed));
    }

    [TestCase("no route", "bad magic", "no route")]
    [TestCase(null, "bad magic", "bad magic")]
    [TestCase(null, null, null)]
    public async Task The_reason_of_a_failure_is_the_sources_or_else_the_destinations(
        string? ofSource, string? ofDestination, string? told)
    {
        var migration = await MigrateAsync();
        (_source.Migration, _destination.Migration) = (Failed(ofSource), Failed(ofDestination));
        await _source.TellStatusAsync("failed");

        Assert.That((await migration.CompleteAsync(null)).Error, Is.EqualTo(told));
    }

    [Test]
    public async Task A_source_that_does_not_go_on_after_a_failure_fails_the_leg()
    {
        var migration = await MigrateAsync();
        _source.Status = "io-error";
        await _source.TellStatusAsync("failed");

        Assert.That(() => migration.CompleteAsync(null), Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[migration] after a migration that was failed, source must run the guest but is io-error"));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    public async Task Multifd_without_a_byte_over_its_channels_fails_the_leg(int bytes, bool holds)
    {
        var migration = await MigrateAsync(new MigrationOptions { MultifdChannels = 2 });
        await CompleteAsync("running", "completed", multifd: bytes);

        if (holds)
            Assert.That((await migration.CompleteAsync(null)).Statistics.Mode.UsedChannels, Is.EqualTo(2));
        else
            Assert.That(() => migration.CompleteAsync(null), Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                "[migration] source: multifd was asked for, but nothing was sent over its channels"));
    }

    [Test]
    public async Task The_highest_throttle_that_was_seen_is_that_of_the_leg()
    {
        var migration = await MigrateAsync(new MigrationOptions { AutoConverge = true });
        _source.Migration = """{"status": "active", "cpu-throttle-percentage": 30}""";
        Assert.That(await migration.WaitUntilThrottledAsync(), Is.EqualTo(30));
        _source.Migration = """{"status": "active", "cpu-throttle-percentage": 20}""";
        Assert.That(await migration.WaitUntilThrottledAsync(), Is.EqualTo(20));
        await CompleteAsync("running", "completed");

        var mode = (await migration.CompleteAsync(null)).Statistics.Mode;

        Assert.That((mode.Throttle, mode.AutoConverge), Is.EqualTo((30, true)));
    }

    [Test]
    public void A_migration_that_ends_before_postcopy_begins_is_reported()
    {
        _source.After = async command =>
        {
            if (command == "migrate")
                await _source.TellAsync("MIGRATION_PASS");
            if (command == "migrate-start-postcopy")
                await _source.TellStatusAsync("completed");
        };

        Assert.That(
            () => MigrateAsync(new MigrationOptions { Mode = MigrationMode.Postcopy }),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                "[migration] source: the migration ended before postcopy began; limit its bandwidth"));
    }

    private Task<LiveMigration> MigrateAsync(MigrationOptions? options = null) =>
        LiveMigration.StartAsync(_source.Qmp, _destination.Qmp, options ?? new MigrationOptions(), "tcp:127.0.0.1:0");

    private async Task CompleteAsync(string status, string calls, int multifd = 0)
    {
        (_source.Status, _destination.Status) = ("postmigrate", status);
        _source.Migration = $$"""{"status": "completed", "ram": {"transferred": 7, "multifd-bytes": {{multifd}} } }""";
        await _destination.TellAsync("RESUME");
        await _destination.TellStatusAsync(calls);
        await _source.TellStatusAsync("completed");
    }

    private static string Failed(string? reason) =>
        reason is null ? """{"status": "failed"}""" : $$"""{"status": "failed", "error-desc": "{{reason}}"}""";
}
