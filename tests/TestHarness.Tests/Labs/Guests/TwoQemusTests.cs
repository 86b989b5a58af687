using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Qmp.Migrate;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Builds;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Labs.Guests;

/// <summary>Two hosts of this machine: one with its own QEMU, the other with the QEMU of another Debian release.</summary>
[TestFixture]
[Category("slow")]
internal sealed class TwoQemusTests
{
    private const string Reported = """
        qemu-system-x86_64 -M q35 -m 256 -drive if=none,id=d,file=/x.raw,format=raw \
          -device virtio-scsi-pci -device scsi-hd,drive=d,id=disk1
        """;

    private static readonly string[] Tags = ["hosts:2", "needs:qemu", "needs:lun"];

    private readonly TemporaryDirectory _reports = new();
    private LabRun _run = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        InstalledQemu.Require();
        var second = await SecondQemu.ProvideAsync();
        var environment = new LabEnvironment
        {
            Name = "here",
            Hosts = [Host("host1"), Host("host2") with { Qemu = new QemuSettings { Build = second } }],
            Luns = [new FileLun("lun0", ByteSize.FromMiB(64))],
            Guest = new GuestDescription { Memory = ByteSize.FromMiB(256) },
            Qemu = new QemuSettings { Accelerator = Accelerator.Tcg },
        };
        _run = await LabRun.StartAsync(environment, _reports.Path);
        Assert.That(await _run.FindSkipReasonsAsync(Tags), Is.Empty);
        Assert.That(Version("host1"), Is.Not.EqualTo(Version("host2")));
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_run is not null)
            await _run.DisposeAsync();
        _reports.Dispose();
    }

    [Test]
    public async Task A_guest_under_dd_goes_there_and_back_twice()
    {
        var told = new List<string>();
        var lab = await _run.OpenAsync("two QEMUs", Tags, told.Add);
        try
        {
            var places = await new LunProvisioning(lab).ProvideAsync();
            await using var guest = await GuestUnderTest.BootAsync(lab, places[0], new BuiltInGuest());
            var dd = DdCommand.Parse("dd if=/dev/urandom of=/dev/sda bs=1M count=8 oflag=direct");
            await guest.Load.StartAsync(async (shell, lun) => await DdLoad.StartAsync(shell, lun, dd));

            for (var leg = 0; leg < 4; leg++)
                await guest.MigrateAsync(places[(leg + 1) % 2], new MigrationOptions());

            await guest.Load.StopAsync();
            Assert.That(guest.Legs.Select(leg => leg.Result.Status), Is.All.EqualTo(MigrationStatus.Completed));
            Assert.That(guest.Legs, Has.Length.EqualTo(4));
            Assert.That(await guest.Load.Require().VerifyAsync(), Does.Contain("LUN lun0"));
            Assert.That((await guest.Health.CheckRunsOnAsync(places[0])).Findings, Is.Empty);
            Assert.That(told, Has.Some.Match("^guests have -machine pc-q35-[0-9.]+ and -cpu Westmere, as host1 has QEMU "));
            Assert.That(
                File.ReadAllText(Path.Combine(lab.Evidence.Folder, "hosts.txt")), Does.Contain("\nguests have -machine pc-q35-"));
        }
        finally
        {
            await lab.CloseAsync();
        }
    }

    [Test]
    public async Task A_reported_alias_is_refused_before_a_QEMU_is_started_for_the_migration()
    {
        var lab = await _run.OpenAsync("alias", Tags, TestContext.Out.WriteLine);
        try
        {
            var places = await new LunProvisioning(lab).ProvideAsync();
            var recipe = new ReportedGuest(ReportedCommandLine.Parse(Reported), "disk1");
            await using var guest = await GuestUnderTest.BootAsync(lab, places[0], recipe);
            var started = lab.Machines.Count;

            Assert.That(
                async () => await guest.MigrateAsync(places[1], new MigrationOptions()),
                Throws.TypeOf<HarnessException>().With.Message.Matches(
                    @"^\[preflight\] no migration was started: -machine q35 is pc-q35-[0-9.]+ with QEMU .* of host1, and "
                    + @"pc-q35-[0-9.]+ with QEMU .* of host2; .*: write -machine pc-q35-[0-9.]+, which both have$"));
            Assert.That(lab.Machines.Count, Is.EqualTo(started));
        }
        finally
        {
            await lab.CloseAsync();
        }
    }

    private string Version(string host) => $"{_run.Surveys[host].Tools?.Version}";

    private static HostDescription Host(string name) => new(name, new LocalConnection(), null, [], []);
}
