using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Tests.Hosts;
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
    public async Task A_core_dump_is_told_once()
    {
        await File.WriteAllTextAsync(_directory["core.old.1"], "");
        var watch = await HostWatch.StartAsync(_host, AllowList.Empty);
        Assert.That(Cores(await watch.CheckAsync()), Is.Empty);
        await File.WriteAllTextAsync(_directory["core.qemu-system-x86.4711"], "");

        Assert.That(Cores(await watch.CheckAsync()), Is.EqualTo([$"a process dumped core: {_directory["core.qemu-system-x86.4711"]}"]));
        Assert.That(Cores(await watch.CheckAsync()), Is.Empty);
    }

    [Test]
    public async Task A_log_that_can_be_read_is_read_and_one_that_cannot_is_shown_as_unchecked()
    {
        var watch = await HostWatch.StartAsync(_host, AllowList.Empty);
        var reading = await new KernelLogReader(_host).MarkAsync();

        var report = await watch.CheckAsync();

        Assert.That(
            report.NotChecked.Select(unmade => unmade.Check),
            reading.NotReadable is null ? Is.Empty : Is.EqualTo([HealthCheck.HostKernelLog]));
    }

    private static IEnumerable<string> Cores(HealthReport report) =>
        report.Findings.Where(finding => finding.Check == HealthCheck.CoreDumps).Select(finding => finding.Message);
}
