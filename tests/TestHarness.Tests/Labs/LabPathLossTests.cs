using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Labs;

[TestFixture]
[Category("slow")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LabPathLossTests : IDisposable
{
    private const string Loss = "rport-7:0-2: blocked FC remote port time out: removing target and saving binding";

    private readonly TemporaryDirectory _folder = new();
    private readonly PlantedKernelLog _kernelLog = new();
    private LabRun? _run;
    private Lab _lab = null!;

    [SetUp]
    public async Task SetUp()
    {
        InstalledQemu.Require();
        (string File, string Text)[] files =
            [("tainted", "0"), ("core_pattern", _folder["core.%e.%p"]), ("vmlinuz", ""), ("initrd", "")];
        foreach (var (file, text) in files)
            await File.WriteAllTextAsync(_folder[file], $"{text}\n");
        var plants = new Plants();
        plants.Show(KernelTaint.Path, _folder["tainted"]);
        plants.Show(CoreDumps.PatternPath, _folder["core_pattern"]);
        plants.Answer(_kernelLog.Answer);
        var environment = new LabEnvironment
        {
            Name = "here",
            Hosts = [new HostDescription("host1", new LocalConnection(), null, [], [])],
            Guest = new GuestDescription { Image = new KernelImage(_folder["vmlinuz"], _folder["initrd"], "") },
        };
        _run = await LabRun.StartAsync(environment, _folder["reports"], new PlantedHosts(plants));
        _lab = await _run.OpenAsync("a path is lost", ["hosts:1"], TestContext.Out.WriteLine);
    }

    [TearDown]
    public async Task TearDown()
    {
        if (_lab is not null)
            await _lab.CloseAsync();
        if (_run is not null)
            await _run.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_loss_that_is_expected_is_waited_for_and_shown_as_allowed()
    {
        await _lab.HostChecks.ExpectPathLossAsync(_lab.Hosts[0]);
        _kernelLog.Log(3, Loss);
        await _lab.HostChecks.AwaitPathLossAsync(_lab.Hosts[0], TimeSpan.FromSeconds(30));

        Assert.That(_lab.HostChecks.PathLosses.Single().ThrowIfMissing, Throws.Nothing);
        Assert.That(
            _lab.Allowed.Describe(),
            Is.EqualTo("allowed: 1 finding: 1 × kernel log of host1 (the scenario expects the loss of a path)"));
        await _lab.CloseAsync();
        var evidence = _lab.Evidence.Folder;
        _lab = null!;
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(evidence, AllowedFindings.FileName)),
            Does.Contain(Loss));
    }

    [Test]
    public async Task A_loss_that_does_not_come_fails()
    {
        await _lab.HostChecks.ExpectPathLossAsync(_lab.Hosts[0]);

        await AssertFailsAsync(
            () => _lab.HostChecks.AwaitPathLossAsync(_lab.Hosts[0], TimeSpan.Zero), "[guest-health] expected host1 to report");
        Assert.That(_lab.HostChecks.PathLosses.Single().ThrowIfMissing, Throws.TypeOf<HarnessException>());
    }

    [Test]
    public async Task A_check_that_is_not_made_while_a_loss_is_awaited_is_reported()
    {
        _kernelLog.IsRefused = true;
        await _lab.HostChecks.ExpectPathLossAsync(_lab.Hosts[0]);

        Assert.That(_lab.Unmade.Describe(), Is.EqualTo("not checked: kernel log of host1: planted refusal"));
    }

    [Test]
    public async Task A_loss_before_it_was_expected_fails()
    {
        _kernelLog.Log(3, Loss);

        await AssertFailsAsync(
            () => _lab.HostChecks.ExpectPathLossAsync(_lab.Hosts[0]), "[guest-health] expected no errors before a path is lost");
    }

    [Test]
    public Task A_loss_that_nobody_expects_is_not_waited_for() => AssertFailsAsync(
        () => _lab.HostChecks.AwaitPathLossAsync(_lab.Hosts[0], TimeSpan.Zero),
        "[config] 'Given the loss of a path is expected on host1' comes first");

    private static async Task AssertFailsAsync(Func<Task> call, string message) =>
        Assert.That((await Assert.ThrowsAsync<HarnessException>(call))!.Message, Does.StartWith(message));
}
