using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Tests.Health.KernelLog;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Ledger;
using TestHarness.Tests.Storage;

namespace TestHarness.Tests.Health;

[TestFixture]
internal sealed class HostWatchTests
{
    private TemporaryDirectory _directory = null!;
    private ElsewhereHost _host = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        File.WriteAllText(_directory["pattern"], _directory["core.%e.%p\n"]);
        _host = new ElsewhereHost(CoreDumps.PatternPath, _directory["pattern"]);
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [Test]
    public async Task A_core_dump_is_reported_once()
    {
        await File.WriteAllTextAsync(_directory["core.old.1"], "");
        var watch = await HostWatch.StartAsync(_host, AllowList.Empty);
        Assert.That(Cores(await watch.CheckAsync()), Is.Empty);
        await File.WriteAllTextAsync(_directory["core.qemu-system-x86.4711"], "");

        Assert.That(
            Cores(await watch.CheckAsync()), Is.EqualTo([$"a process dumped core: {_directory["core.qemu-system-x86.4711"]}"]));
        Assert.That(Cores(await watch.CheckAsync()), Is.Empty);
    }

    [Test]
    public async Task A_log_that_can_be_read_is_read_from_the_start_of_the_watch()
    {
        Kmsg.Require();
        var before = await Kmsg.WriteAsync("testharness-test before");
        var watch = await HostWatch.StartAsync(_host, AllowList.Empty);
        var first = await Kmsg.WriteAsync("testharness-test first");

        var report = await watch.CheckAsync();
        var second = await Kmsg.WriteAsync("testharness-test second");
        await watch.CheckAsync();

        Assert.That(report.NotChecked, Is.Empty);
        Assert.That(Texts(watch).Where(text => text == before || text == first || text == second), Is.EqualTo([first, second]));
    }

    [Test]
    public async Task A_log_that_cannot_be_read_is_unchecked_each_time()
    {
        await using var host = await NamespaceHost.StartAsync();
        await host.ShellAsync("mount -t tmpfs tmpfs /dev && mknod -m 666 /dev/null c 1 3 || touch /dev/null");
        var watch = await HostWatch.StartAsync(host, AllowList.Empty);

        for (var look = 1; look <= 2; look++)
            Assert.That(
                (await watch.CheckAsync()).NotChecked.Where(check => check.Check == HealthCheck.HostKernelLog),
                Is.EqualTo([new UnmadeCheck(HealthCheck.HostKernelLog, "lab1", "there is no device /dev/kmsg")]));
    }

    [Test]
    public async Task A_taint_is_reported_once()
    {
        await using var host = await NamespaceHost.StartAsync();
        await File.WriteAllTextAsync(_directory["taint"], "512\n");
        await host.ShellAsync("mount --bind \"$1\" \"$2\"", _directory["taint"], KernelTaint.Path);
        var watch = await HostWatch.StartAsync(host, AllowList.Empty);
        await File.WriteAllTextAsync(_directory["taint"], "640\n");

        Assert.That(
            Taints(await watch.CheckAsync()),
            Is.EqualTo(["the kernel became tainted: D (kernel died recently (an Oops or BUG))"]));
        Assert.That(Taints(await watch.CheckAsync()), Is.Empty);
    }

    private static IEnumerable<string> Texts(HostWatch watch) => watch.Records.First.Select(record => record.Text);

    private static IEnumerable<string> Taints(HealthReport report) =>
        report.Findings.Where(finding => finding.Check == HealthCheck.HostTaint).Select(finding => finding.Message);

    private static IEnumerable<string> Cores(HealthReport report) =>
        report.Findings.Where(finding => finding.Check == HealthCheck.CoreDumps).Select(finding => finding.Message);
}
