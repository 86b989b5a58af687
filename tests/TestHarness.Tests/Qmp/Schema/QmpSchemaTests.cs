using TestHarness.Failures;
using TestHarness.Qmp.Schema;

namespace TestHarness.Tests.Qmp.Schema;

[TestFixture]
internal sealed class QmpSchemaTests
{
    private QmpSchema _schema = null!;

    [OneTimeSetUp]
    public async Task Ask_a_real_qemu()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();
        _schema = await client.QuerySchemaAsync();
    }

    [Test]
    public void Knows_commands_from_events()
    {
        Assert.That(_schema.HasCommand("migrate"), Is.True);
        Assert.That(_schema.HasCommand("MIGRATION"), Is.False);
        Assert.That(_schema.HasEvent("MIGRATION"), Is.True);
        Assert.That(_schema.HasEvent("NO_SUCH_EVENT"), Is.False);
    }

    [Test]
    public void Finds_arguments_and_results_through_arrays_and_variants()
    {
        Assert.That(_schema.HasArgument("migrate", "uri"), Is.True);
        Assert.That(_schema.HasArgument("migrate", "teleport"), Is.False);
        Assert.That(_schema.HasArgument("no-such-command", "uri"), Is.False);
        Assert.That(_schema.HasArgument("migrate-set-capabilities", "capabilities.state"), Is.True);
        Assert.That(_schema.HasArgument("blockdev-add", "backing"), Is.True);
        Assert.That(_schema.HasArgument("MIGRATION", "status"), Is.True);
        Assert.That(_schema.HasResult("query-migrate", "ram.dirty-sync-count"), Is.True);
        Assert.That(_schema.HasResult("query-block", "io-status"), Is.True);
    }

    [Test]
    public void Finds_members_of_enumerations_by_their_name_in_the_sources()
    {
        Assert.That(_schema.HasEnumMember("MigrationCapability", "multifd"), Is.True);
        Assert.That(_schema.HasEnumMember("MigrationCapability", "teleport"), Is.False);
        Assert.That(_schema.HasEnumMember("MigrationStatus", "wait-unplug"), Is.True);
        Assert.That(_schema.HasEnumMember("RunState", "postmigrate"), Is.True);
        Assert.That(_schema.HasEnumMember("ObjectType", "secret"), Is.True);
        Assert.That(_schema.HasValue("blockdev-add", "driver", "raw"), Is.True);
        Assert.That(_schema.HasValue("SHUTDOWN", "reason", "host-qmp-quit"), Is.True);
    }

    [Test]
    public void Every_known_enumeration_is_found() =>
        Assert.That(QmpEnumerations.Known, Has.All.Matches<string>(name => QmpEnumerations.Places[name!] is var at &&
            (at.TypeMember == "arg-type" ? _schema.HasArgument(at.Entity, at.Path) : _schema.HasResult(at.Entity, at.Path))));

    [Test]
    public void An_unknown_enumeration_is_an_error_that_lists_the_known()
    {
        var failure = Assert.Throws<HarnessException>(() => _schema.HasEnumMember("MigrationTeleport", "x"))!;

        Assert.That(
            failure.Message,
            Does.StartWith("[config] expected an enumeration of QMP, found 'MigrationTeleport'; known are: BlockdevDriver,"));
    }
}
