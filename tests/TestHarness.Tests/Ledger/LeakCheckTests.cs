using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Ledger;

[TestFixture]
internal sealed class LeakCheckTests
{
    private LocalHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new LocalHost("lab1");

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task A_clean_host_is_clean_of_every_kind_that_it_can_list()
    {
        var before = await LeakLooks.TakeAsync(_host);
        var after = await LeakLooks.TakeAsync(_host);
        Assert.That(after.DifferencesSince(before), Is.Empty);
        Assert.That(after.Unlisted.Keys, File.Exists("/proc/modules") ? Is.Empty : Is.EqualTo(["module"]));
    }

    [Test]
    public async Task A_process_that_is_left_is_named()
    {
        var before = await LeakLooks.TakeAsync(_host);
        var id = ProcessTag.NewId();
        const string Daemon = """setsid sleep 300 >/dev/null 2>&1 & until [ "$(cat /proc/$!/comm)" = sleep ]; do :; done""";
        await _host.RunAsync(Command.Shell(Daemon).WithEnvironment(ProcessTag.Variable, id));
        try
        {
            var leaks = (await LeakLooks.TakeAsync(_host)).DifferencesSince(before);
            Assert.That(leaks, Has.Length.EqualTo(1));
            Assert.That(leaks[0], Does.Match($@"^lab1: left behind: process \d+ \(tag {id}\)$"));
        }
        finally
        {
            await _host.RunAsync(HostProcesses.End(id));
        }

        Assert.That((await LeakLooks.TakeAsync(_host)).DifferencesSince(before), Is.Empty);
    }

    [Test]
    public async Task A_directory_that_is_left_is_named()
    {
        var before = await LeakLooks.TakeAsync(_host);
        var directory = Directory.CreateDirectory($"/var/tmp/testharness-{ProcessTag.Session}-{Guid.NewGuid():n}").FullName;
        try
        {
            Assert.That(
                (await LeakLooks.TakeAsync(_host)).DifferencesSince(before),
                Is.EqualTo([$"lab1: left behind: file {directory}"]));
        }
        finally
        {
            Directory.Delete(directory);
        }
    }

    [Test]
    public async Task A_connection_to_another_host_is_not_left_behind()
    {
        await using var server = await SshServer.StartAsync();
        var before = await LeakLooks.TakeAsync(_host);
        await using var other = new SshHost("lab2", server.Destination);
        await other.RunAsync(new Command("true"));

        Assert.That((await LeakLooks.TakeAsync(_host)).DifferencesSince(before), Is.Empty);
    }

    [Test]
    public async Task Items_of_other_runs_are_not_reported()
    {
        var before = await LeakLooks.TakeAsync(_host);
        var other = Directory.CreateDirectory($"/var/tmp/testharness-00000000-{Guid.NewGuid():n}").FullName;
        try
        {
            Assert.That((await LeakLooks.TakeAsync(_host)).DifferencesSince(before), Is.Empty);
        }
        finally
        {
            Directory.Delete(other);
        }
    }

    [Test]
    public void Items_that_are_gone_are_reported_except_processes()
    {
        var before = LeakLooks.Of("vport vport-0:0-1", "module scsi_debug", "process 7 (tag x)");
        var after = LeakLooks.Of("vport vport-0:0-1", "vdpa vdpa0");

        Assert.That(
            after.DifferencesSince(before), Is.EqualTo(["lab1: left behind: vdpa vdpa0", "lab1: gone: module scsi_debug"]));
    }

    [Test]
    public void Files_pools_and_definitions_outlast_a_reboot()
    {
        var check = LeakLooks.Of(
            "mdev 83b8f4f2", "mdev-definition mtty/83b8f4f2", "file /var/tmp/x", "pool vhba0", "vport vport-0:0-1");
        Assert.That(check.SurvivingReboot.Items, Is.EqualTo(["file /var/tmp/x", "mdev-definition mtty/83b8f4f2", "pool vhba0"]));
    }
}
