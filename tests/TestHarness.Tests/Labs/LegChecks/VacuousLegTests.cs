using TestHarness.Failures;
using TestHarness.Load;
using TestHarness.Migration;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>What would check nothing is an error.</summary>
internal sealed class VacuousLegTests : OwnGuestLegs
{
    [Test]
    public async Task A_leg_to_the_place_where_the_guest_is_already_is_an_error()
    {
        const string Already = "[config] the guest is on host1 already: name another place for the migration";
        var elsewhere = Places[1] with { Name = "host3" };

        Assert.Multiple(() =>
        {
            Expect(() => Guest.MigrateAsync(Places[0], new MigrationOptions()), Already);
            Expect(() => Guest.MigrateAsync(Places[0] with { Disk = Places[1].Disk with { } }, new MigrationOptions()), Already);
            Expect(() => Guest.PingPongAsync(2, Places[0], Places[0], new MigrationOptions()), Already);
            Expect(
                () => Guest.PingPongAsync(2, Places[1], elsewhere, new MigrationOptions()),
                "[config] the guest is on host1, and is to be migrated between host2 and host3: one of them must be host1");
        });
        Assert.That(Lab.Machines.Count, Is.EqualTo(1));
        await CleanLegAsync();
    }

    [Test]
    public async Task A_second_load_is_an_error_until_what_the_first_wrote_was_compared()
    {
        Assert.That(Guest.Data.Uncompared, Is.Null);
        await StartLoadAsync();
        Assert.That(Guest.Data.Uncompared, Is.EqualTo("the data of the load (stamped blocks of 64 KiB to /dev/sda)"));
        Expect(
            StartLoadAsync,
            "[config] a load runs already (stamped blocks of 64 KiB to /dev/sda): 'When the load is stopped' comes before "
            + "another one");
        await Guest.Load.StopAsync();
        Expect(
            StartLoadAsync,
            "[config] the data of the load (stamped blocks of 64 KiB to /dev/sda) was not compared: "
            + "'Then the LUN holds what the guest wrote' comes before another load");
        Expect(
            () => Guest.Load.StopAsync(), "[config] no load runs: it was stopped before (stamped blocks of 64 KiB to /dev/sda)");

        await Guest.Data.VerifyAsync();

        Assert.That(Guest.Data.Uncompared, Is.Null);
        await StartLoadAsync();
        await CleanLegAsync();
        Assert.That(Guest.Data.Uncompared, Is.Null, "the leg has compared it");
    }

    [Test]
    public async Task A_file_that_nothing_has_compared_is_named()
    {
        await Guest.Data.MakeFileAsync(filesystem: 8, size: 1);
        Assert.That(Guest.Data.Uncompared, Is.EqualTo("the file on /dev/sda"));
        await Guest.Data.VerifyAsync();
        Assert.That(Guest.Data.Uncompared, Is.Null);
    }

    private Task StartLoadAsync() =>
        Guest.Load.StartAsync(async (shell, lun) => await StampedLoad.StartAsync(shell, lun, "/dev/sda"));

    private static void Expect(Func<Task> act, string message) =>
        Assert.That(act, Throws.TypeOf<HarnessException>().With.Message.EqualTo(message));
}
