using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Health;

/// <summary>A host whose kernel log cannot be read at one look, or that is booted again between two looks.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class InterruptedHostWatchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly PlantedKernelLog _kernelLog = new();
    private readonly PlantedHost _host;

    public InterruptedHostWatchTests()
    {
        Boot("one");
        File.WriteAllText(_directory["pattern"], _directory["core.%e.%p\n"]);
        File.WriteAllText(_directory["tainted"], "0\n");
        var plants = new Plants();
        plants.Show(GuestIdentity.BootIdPath, _directory["boot_id"]);
        plants.Show(CoreDumps.PatternPath, _directory["pattern"]);
        plants.Show(KernelTaint.Path, _directory["tainted"]);
        plants.Answer(_kernelLog.Answer);
        _host = new PlantedHost("lab1", plants);
    }

    public void Dispose() => _directory.Dispose();

    [Test]
    public async Task After_a_failed_read_the_next_look_judges_what_was_logged_meanwhile()
    {
        var watch = await HostWatch.StartAsync(_host, AllowList.Empty);
        _kernelLog.IsRefused = true;
        _kernelLog.Log(3, "planted: adapter reset");
        var refused = await watch.CheckAsync();
        _kernelLog.IsRefused = false;
        var report = await watch.CheckAsync();

        Assert.That(refused.NotChecked.Select(check => check.Reason), Is.EqualTo(["planted refusal"]));
        Assert.That(report.NotChecked, Is.Empty);
        Assert.That(report.Findings.Single().Message, Does.EndWith("planted: adapter reset"));
    }

    [Test]
    public async Task A_log_that_could_not_be_read_at_the_start_is_judged_from_the_next_look_on()
    {
        _kernelLog.IsRefused = true;
        var watch = await HostWatch.StartAsync(_host, AllowList.Empty);
        _kernelLog.Log(3, "planted: before the first look");
        _kernelLog.IsRefused = false;
        var first = await watch.CheckAsync();
        _kernelLog.Log(3, "planted: after the first look");
        var second = await watch.CheckAsync();

        Assert.That(
            first.NotChecked.Single().ToString(),
            Is.EqualTo("lab1: kernel log was not checked: it could not be read until now: planted refusal"));
        Assert.That(first.Findings, Is.Empty);
        Assert.That(second.NotChecked, Is.Empty);
        Assert.That(second.Findings.Single().Message, Does.EndWith("planted: after the first look"));
    }

    [Test]
    public async Task A_host_that_was_booted_again_is_a_finding_and_what_was_not_read_is_reported()
    {
        var watch = await HostWatch.StartAsync(_host, AllowList.Empty);
        Boot("two");
        _kernelLog.Log(3, "planted: in the boot");
        var rebooted = await watch.CheckAsync();
        _kernelLog.Log(3, "planted: after the boot");
        var next = await watch.CheckAsync();

        Assert.That(
            rebooted.Findings.Single().ToString(),
            Does.Contain("lab1: host boot: the host was booted again: boot ID one became two"));
        Assert.That(
            rebooted.NotChecked.Single().ToString(),
            Does.StartWith("lab1: kernel log was not checked: the host was booted again since the last check"));
        Assert.That(next.NotChecked, Is.Empty);
        Assert.That(next.Findings.Single().Message, Does.EndWith("planted: after the boot"));
    }

    [Test]
    public async Task A_watch_that_starts_again_keeps_its_records_and_finds_no_other_boot()
    {
        var watch = await HostWatch.StartAsync(_host, AllowList.Empty);
        watch.PathLoss = new ExpectedPathLoss("lab1");
        _kernelLog.Log(6, "planted: a record");
        await watch.CheckAsync();
        Boot("two");
        var next = await watch.StartAgainAsync();

        Assert.That((await next.CheckAsync()).Findings, Is.Empty);
        Assert.That(next.PathLoss, Is.SameAs(watch.PathLoss));
        Assert.That(next.Records.First.Select(record => record.Text), Is.EqualTo(["planted: a record"]));
    }

    private void Boot(string id) => File.WriteAllText(_directory["boot_id"], $"{id}\n");
}
