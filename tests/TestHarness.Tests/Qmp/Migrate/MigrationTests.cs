using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Tests.Qmp.Migrate;

[TestFixture]
[Parallelizable]
internal sealed class MigrationTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [TestCase("unix")]
    [TestCase("tcp")]
    public async Task Migrates_between_two_real_qemus(string transport)
    {
        using var from = TestQemu.Start("q35", "-m", "16");
        using var to = TestQemu.Start("q35", "-m", "16", "-incoming", "defer");
        await using var source = await from.ConnectAsync();
        await using var destination = await to.ConnectAsync("destination");
        foreach (var client in new[] { source, destination })
            await client.SetMigrateCapabilitiesAsync(new Dictionary<string, bool> { ["events"] = true });

        var address = await destination.MigrateIncomingAsync(
            transport == "tcp" ? "tcp:127.0.0.1:0" : $"unix:{Path.Combine(to.Directory, "incoming")}");
        await source.MigrateAsync(address.ToUri());

        await source.Events.WaitAsync(IsFinal, 0, Soon, "the source's migration to end");
        await destination.Events.WaitAsync(IsFinal, 0, Soon, "the destination's migration to end");
        var info = await source.QueryMigrateAsync();
        Assert.That(info.Status, Is.EqualTo(MigrationStatus.Completed), info.ErrorDesc);
        Assert.That(info.Ram, Has.Property("Total").GreaterThanOrEqualTo(16L << 20).And.Property("Remaining").EqualTo(0)
            .And.Property("DirtySyncCount").GreaterThan(0).And.Property("PageSize").EqualTo(4096));
        Assert.That(info.Downtime, Is.Not.Null);
        Assert.That((await source.QueryStatusAsync()).Status, Is.EqualTo("postmigrate"));
        Assert.That((await destination.QueryMigrateAsync()).Status, Is.EqualTo(MigrationStatus.Completed));
    }

    [Test]
    public async Task Pauses_before_switchover_and_continues()
    {
        using var from = TestQemu.Start("q35", "-m", "16");
        using var to = TestQemu.Start("q35", "-m", "16", "-incoming", "tcp:127.0.0.1:0");
        await using var source = await from.ConnectAsync();
        await using var destination = await to.ConnectAsync("destination");
        await source.SetMigrateCapabilitiesAsync(
            new Dictionary<string, bool> { ["events"] = true, ["pause-before-switchover"] = true });
        await source.ContinueAsync();

        await source.MigrateAsync((await destination.QueryIncomingAddressAsync()).ToUri("localhost"));
        await source.Events.WaitAsync(e => e.Text("status") == "pre-switchover", 0, Soon, "pre-switchover");
        Assert.That((await source.QueryMigrateAsync()).Status, Is.EqualTo(MigrationStatus.PreSwitchover));

        await source.MigrateContinueAsync();
        var end = await source.Events.WaitAsync(IsFinal, 0, Soon, "the migration to end");
        Assert.That(end.Text("status"), Is.EqualTo("completed"));
    }

    [Test]
    public async Task A_failed_migration_reports_the_reason()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();
        await client.SetMigrateCapabilitiesAsync(new Dictionary<string, bool> { ["events"] = true });

        // Depending on its version QEMU refuses the command, or takes it and fails.
        var reply = await client.TryExecuteAsync("migrate", new { uri = $"unix:{qemu.Directory}/nobody" });
        if (reply.Succeeded)
            await client.Events.WaitAsync(IsFinal, 0, Soon, "the migration to end");
        var info = await client.QueryMigrateAsync();

        Assert.That(info.Status, Is.EqualTo(MigrationStatus.Failed));
        Assert.That(reply.Error?.Description ?? info.ErrorDesc, Does.Contain("nobody"));
    }

    [Test]
    public async Task A_qemu_that_never_migrated_has_status_none_and_no_address()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();

        Assert.That((await client.QueryMigrateAsync()).Status, Is.EqualTo(MigrationStatus.None));
        var failure = (await Assert.ThrowsAsync<HarnessException>(() => client.QueryIncomingAddressAsync()))!;
        Assert.That(failure.Message, Does.StartWith("[migration] source: expected an incoming QEMU"));
    }

    [Test]
    public async Task Reads_capabilities_back_and_names_those_that_qemu_lacks()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();

        await client.SetMigrateCapabilitiesAsync(new Dictionary<string, bool> { ["auto-converge"] = true });
        Assert.That((await client.QueryMigrateCapabilitiesAsync())["auto-converge"], Is.True);

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => client.SetMigrateCapabilitiesAsync(new Dictionary<string, bool> { ["teleport"] = true })))!;
        Assert.That(failure.Message, Does.Contain("has no migration capability 'teleport'; it has: auto-converge,"));
    }

    [Test]
    public async Task Reads_parameters_back()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();

        await client.SetMigrateParametersAsync(
            new Dictionary<string, object>
            {
                ["max-bandwidth"] = 1L << 30, ["downtime-limit"] = 250, ["multifd-compression"] = "zlib",
            });

        Assert.That((await client.QueryMigrateParametersAsync())["max-bandwidth"].GetInt64(), Is.EqualTo(1L << 30));
    }

    [Test]
    public async Task A_parameter_that_reads_back_differently_is_named_with_both_values()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.ReplyAsync(await c.ReadIdAsync(), "{}");
            await c.ReplyAsync(await c.ReadIdAsync(), """{"xbzrle-cache-size": 65536}""");
            await c.StaySilentAsync();
        });
        await using var client = await QmpClient.ConnectAsync("source", peer.EndPoint);

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => client.SetMigrateParametersAsync(
            new Dictionary<string, object> { ["xbzrle-cache-size"] = 70000, ["tls-creds"] = "tls0" })))!;

        Assert.That(
            failure.Message,
            Does.Contain("'xbzrle-cache-size': asked 70000, got 65536; 'tls-creds': asked \"tls0\", got nothing"));
    }

    [Test]
    public async Task Measures_the_dirty_rate()
    {
        using var qemu = TestQemu.Start("q35", "-m", "16");
        await using var client = await qemu.ConnectAsync();
        Assert.That((await client.QueryDirtyRateAsync()).Status, Is.EqualTo("unstarted"));

        var rate = await client.MeasureDirtyRateAsync(1);

        Assert.That(
            rate,
            Has.Property("Status").EqualTo("measured").And.Property("CalcTime").EqualTo(1)
                .And.Property("MebibytesPerSecond").EqualTo(0L));
    }

    /// <summary>A real guest that dirties a known amount of memory is not to be had in a moment.</summary>
    [Test]
    public async Task A_dirty_rate_is_read_once_it_is_measured()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.ReplyAsync(await c.ReadIdAsync(), "{}");
            foreach (var state in new[] { "\"unstarted\"", "\"measuring\"", "\"measured\", \"dirty-rate\": 7" })
                await c.ReplyAsync(await c.ReadIdAsync(), $$"""{"start-time": 5, "calc-time": 1, "status": {{state}}}""");
            await c.StaySilentAsync();
        });
        await using var client = await QmpClient.ConnectAsync("source", peer.EndPoint);

        Assert.That((await client.MeasureDirtyRateAsync(1)).MebibytesPerSecond, Is.EqualTo(7));
    }

    [Test]
    public async Task Cancels()
    {
        using var from = TestQemu.Start("q35", "-m", "16");
        using var to = TestQemu.Start("q35", "-m", "16", "-incoming", "tcp:127.0.0.1:0");
        await using var source = await from.ConnectAsync();
        await using var destination = await to.ConnectAsync("destination");
        await source.SetMigrateCapabilitiesAsync(
            new Dictionary<string, bool> { ["events"] = true, ["pause-before-switchover"] = true });
        await source.MigrateAsync((await destination.QueryIncomingAddressAsync()).ToUri());
        await source.Events.WaitAsync(e => e.Text("status") == "pre-switchover", 0, Soon, "pre-switchover");

        await source.MigrateCancelAsync();

        var end = await source.Events.WaitAsync(IsFinal, 0, Soon, "the migration to end");
        Assert.That(end.Text("status"), Is.EqualTo("cancelled"));
    }

    [Test]
    public async Task Switches_to_postcopy()
    {
        using var from = TestQemu.Start("q35", "-m", "16");
        using var to = TestQemu.Start("q35", "-m", "16", "-incoming", "defer");
        await using var source = await from.ConnectAsync();
        await using var destination = await to.ConnectAsync("destination");
        await StartPostcopyAsync(source, destination);

        var end = await source.Events.WaitAsync(IsFinal, 0, Soon, "the migration to end");
        Assert.That(end.Text("status"), Is.EqualTo("completed"));
        Assert.That((await source.QueryMigrateAsync()).Ram?.PostcopyBytes, Is.GreaterThan(0));
    }

    /// <summary>Returns when the rest of the memory is on its way after the guest.</summary>
    private static async Task StartPostcopyAsync(QmpClient source, QmpClient destination)
    {
        var capabilities = new Dictionary<string, bool> { ["events"] = true, ["postcopy-ram"] = true };
        try
        {
            await destination.SetMigrateCapabilitiesAsync(capabilities);
        }
        catch (HarnessException exception)
            when (exception.Message.Contains("Postcopy is not supported", StringComparison.Ordinal))
        {
            Skip.Because(SkipReason.NoUserfaultfd, exception.Message);
        }

        await source.SetMigrateCapabilitiesAsync(capabilities);
        await source.SetMigrateParametersAsync(new Dictionary<string, object> { ["max-bandwidth"] = 1000 });
        await source.ContinueAsync();
        await source.MigrateAsync((await destination.MigrateIncomingAsync("tcp:127.0.0.1:0")).ToUri());
        await source.Events.WaitAsync(e => e.Text("status") == "active", 0, Soon, "the migration to be active");
        await source.MigrateStartPostcopyAsync();
        await source.Events.WaitAsync(e => e.Text("status") == "postcopy-active", 0, Soon, "postcopy");
    }

    private static bool IsFinal(QmpEvent happened) =>
        happened.Name == "MIGRATION" && MigrationStatusText.Parse(happened.Text("status")!).IsFinal();
}
