using System.Text.Json;
using TestHarness.Devices.Luns;
using TestHarness.Devices.Registry;
using TestHarness.Devices;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Recipes;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Machines;
using TestHarness.Tests.Environments;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Labs;

/// <summary>Labs of environments/local.yaml.</summary>
[TestFixture]
internal sealed class LabTests
{
    private static readonly string[] Tags = ["@hosts:2", "@needs:qemu", "@needs:lun"];

    private TemporaryDirectory _reports = null!;
    private LabRun _run = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        InstalledQemu.Require();
        _reports = new TemporaryDirectory();
        var environment = EnvironmentFile.Load(
            Path.Combine(Repository.Folder("environments"), "local.yaml"), DeviceKinds.HostSections);
        _run = await LabRun.StartAsync(
            environment with { Qemu = environment.Qemu with { Accelerator = Accelerator.Tcg } }, _reports.Path);
        Assert.That(await _run.FindSkipReasonsAsync(Tags), Is.Empty);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        await _run.DisposeAsync();
        _reports.Dispose();
    }

    [Test]
    public async Task A_lab_that_is_closed_leaves_nothing_but_evidence()
    {
        var lab = await OpenAsync();
        var places = await new LunProvisioning(lab).ProvideAsync();
        Assert.That(lab.Hosts.Select(host => host.Name), Is.EqualTo(["host1", "host2"]));
        Assert.That(lab.Hosts.Select(host => host.Directory), Is.Unique);
        Assert.That(places[0].Disk.Path, Does.StartWith(lab.Hosts[0].Directory));
        Assert.That(LedgersOfThisProcess(), Is.Not.Empty);
        var machine = await StartDestinationAsync(lab, places[1]);

        await machine.StopAsync();
        await lab.CloseAsync();

        Assert.That(ProcessSearch.OfThisHarness(), Is.Empty);
        Assert.That(lab.Hosts.Select(host => host.Directory).Where(Directory.Exists), Is.Empty);
        Assert.That(LedgersOfThisProcess(), Is.Empty);
        Assert.That(
            Directory.GetFiles(lab.Evidence.Folder).Select(Path.GetFileName),
            Is.SupersetOf(new[] { "commands.jsonl", "qmp.jsonl", "host-kernel.log" }));
        Assert.That(
            File.ReadLines(Path.Combine(lab.Evidence.Folder, "hosts.txt")), Is.EqualTo(["host1: CliWrap", "host2: CliWrap"]));
        Assert.That(
            File.ReadLines(Path.Combine(lab.Evidence.Folder, "qmp.jsonl")).Select(line => JsonDocument.Parse(line)),
            Is.Not.Empty);
    }

    private static Task<QemuMachine> StartDestinationAsync(Lab lab, GuestPlace place) => new BuiltInGuest().StartDestinationAsync(
        new MachineRequest(lab, lab.Machines, place, $"guest-1 on {place.Name}", new DeviceSet()), CancellationToken.None);

    [Test]
    public async Task Closing_ends_what_still_runs()
    {
        var lab = await OpenAsync();
        var places = await new LunProvisioning(lab).ProvideAsync();
        await StartDestinationAsync(lab, places[0]);
        Assert.That(ProcessSearch.OfThisHarness(), Is.Not.Empty);

        await lab.CloseAsync();

        Assert.That(ProcessSearch.OfThisHarness(), Is.Empty);
    }

    [Test]
    public async Task A_file_that_a_scenario_leaves_behind_is_reported()
    {
        var lab = await OpenAsync();
        var left = Directory.CreateDirectory($"/var/tmp/testharness-{ProcessTag.Session}-left").FullName;
        try
        {
            var failure = (await Assert.ThrowsAsync<HarnessException>(() => lab.CloseAsync()))!;
            Assert.That(failure.Message, Is.EqualTo($"[leak] host1: left behind: file {left}"));
        }
        finally
        {
            Directory.Delete(left);
        }

        Assert.That(LedgersOfThisProcess(), Is.Empty);
    }

    /// <summary>The host runs nothing, so that a fault of the check reboots nobody.</summary>
    [Test]
    public async Task A_host_that_does_not_offer_it_is_not_rebooted()
    {
        var lab = await OpenAsync();
        try
        {
            await using var host = new UntouchedHost();
            Assert.That(
                async () => await lab.Reboots.RebootAsync(lab.Hosts[0] with { Host = host }),
                Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                    "[config] environment 'local' does not offer a reboot of host1: tag the scenario @needs:reboot"));
        }
        finally
        {
            await lab.CloseAsync();
        }
    }

    [Test]
    public async Task Names_the_hosts_there_are()
    {
        var lab = await OpenAsync();
        try
        {
            Assert.That(
                () => lab.Host(HostName.Parse("host3")),
                Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                    "[config] this scenario has no host 'host3'; it has host1 and host2"));
            Assert.That(
                await Route.BetweenAsync(lab.Hosts[0], lab.Hosts[1]), Has.Property("ListenUri").EqualTo("tcp:127.0.0.1:0"));
        }
        finally
        {
            await lab.CloseAsync();
        }
    }

    [Test]
    public async Task The_hosts_of_one_machine_are_well()
    {
        var lab = await OpenAsync();
        try
        {
            Assert.That((await lab.HostChecks.CheckAsync()).Findings, Is.Empty);
        }
        finally
        {
            await lab.CloseAsync();
        }
    }

    [Test]
    public async Task Says_why_a_scenario_cannot_run()
    {
        Assert.That(await _run.FindSkipReasonsAsync(["@needs:vports"]), Is.EqualTo(
            ["needs vports on a host, environment 'local' has it on 0: host 'host1' does not offer vports; "
                + "host 'host2' does not offer vports",
            ]));
        Assert.That(await _run.FindSkipReasonsAsync(["@needs:qemu>=99.1"]), Has.Length.EqualTo(1).And.All.Contains("has qemu "));
        Assert.That(await _run.FindSkipReasonsAsync(["@hosts:3"]), Is.EqualTo(["needs 3 hosts, environment 'local' has 2"]));
        Assert.That(await _run.FindSkipReasonsAsync(["@slow", "@needs:qemu>=2.0"]), Is.Empty);
    }

    [Test]
    public async Task A_host_without_qemu_says_so()
    {
        await using var run = await LabRun.StartAsync(
            _run.Environment with { Qemu = new QemuSettings { Binary = "qemu-system-none" }, Hosts = [Bare("host1")] },
            _reports.Path);

        var reasons = await run.FindSkipReasonsAsync(["@needs:qemu"]);

        Assert.That(reasons, Has.Length.EqualTo(2));
        Assert.That(reasons[0], Does.Contain("host 'host1' does not offer qemu"));
        Assert.That(reasons[1], Does.Contain("qemu-system-none"));
    }

    [Test]
    public async Task A_chosen_qemu_that_is_not_there_is_told_of_a_scenario_that_does_not_need_one()
    {
        var chosen = QemuChoice.Apply(
            [QemuChoice.Parse("/nowhere/qemu")], _run.Environment with { Hosts = [Bare("host1")] });
        await using var run = await LabRun.StartAsync(chosen, _reports.Path);

        var reasons = await run.FindSkipReasonsAsync(["@hosts:1"]);

        Assert.That(reasons, Has.Length.EqualTo(1).And.All.Contains("no QEMU was found on host1: looked for /nowhere/qemu"));
    }

    [Test]
    public async Task An_environment_without_a_lun_has_its_own_error()
    {
        await using var run = await LabRun.StartAsync(_run.Environment with { Luns = [] }, _reports.Path);
        Assert.That(
            await run.FindSkipReasonsAsync(["@needs:lun"]), Is.EqualTo(["needs a shared LUN, environment 'local' has 0"]));
        var lab = await run.OpenAsync("no LUN", [], _ => { });
        try
        {
            Assert.That(
                async () => await new LunProvisioning(lab).ProvideAsync(),
                Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                    "[config] environment 'local' has no LUN that hosts see without a vHBA"));
        }
        finally
        {
            await lab.CloseAsync();
        }
    }

    [Test]
    public async Task A_lun_that_is_there_already_is_used_and_stays()
    {
        var path = _reports["mine.raw"];
        await File.WriteAllBytesAsync(path, new byte[4096]);
        await using var run = await LabRun.StartAsync(
            _run.Environment with { Luns = [new FileLun("mine", ByteSize.FromMiB(1), path)] }, _reports.Path);
        var lab = await run.OpenAsync("a LUN of its own", Tags, _ => { });

        Assert.That((await new LunProvisioning(lab).ProvideAsync())[0].Disk.Path, Is.EqualTo(path));
        await lab.CloseAsync();

        Assert.That(new FileInfo(path).Length, Is.EqualTo(4096));
    }

    private static HostDescription Bare(string name) => new(name, new LocalConnection(), null, [], []);

    private static string[] LedgersOfThisProcess() =>
        Directory.GetFiles(HarnessPaths.Ledgers, $"*-{Environment.ProcessId}-*.jsonl");

    private Task<Lab> OpenAsync() => _run.OpenAsync(TestContext.CurrentContext.Test.Name, Tags, _ => { });
}
