using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Images.Disks;
using TestHarness.Labs;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.Labs.Systems;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Tests.Guests.Templates;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Labs.Systems;

/// <summary>Guests of a tester's own disk image: by each firmware, and by each way in that the features do not use.</summary>
[TestFixture]
[Category("slow")]
internal sealed class DiskImageGuestTests
{
    private static readonly string[] Tags = ["hosts:2", "needs:qemu", "needs:lun"];
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _folder = new();
    private readonly List<string> _said = [];
    private DebianImage _image = null!;

    [OneTimeSetUp]
    public async Task BuildAsync()
    {
        InstalledQemu.Require();
        Skip.UnlessInstalled(SkipReason.NoImageTool, [.. DebianImageBuilder.Tools.Select(tool => tool.Program)]);
        await using var machine = new LocalHost("this machine");
        _image = await new DebianImageBuilder(machine, HarnessPaths.Cache).BuildAsync();
    }

    [SetUp]
    public void Forget() => _said.Clear();

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task A_guest_that_UEFI_starts_is_reached_by_SSH_before_and_after_a_leg()
    {
        var login = new GuestLogin("tester", IdentityFile: _image.IdentityFile);
        var guest = Guest(Firmware.Uefi, GuestWay.Ssh) with { Login = login };

        await WithGuestAsync(guest, async (under, places) =>
        {
            await PingPongUnderLoadAsync(under, places);
            Assert.That(await AskAsync(under, "id -un; ls -d /sys/firmware/efi"), Is.EqualTo("root\n/sys/firmware/efi"));
        });

        Assert.That(_said, Does.Contain("guest: SSH as tester, root by sudo"));
    }

    [Test]
    public async Task A_guest_whose_sshd_comes_up_with_another_host_key_after_a_leg_is_refused()
    {
        // A timer of systemd may fire up to AccuracySec late, and its default is one minute: the bound of the first login.
        const string ChangeKeys = """
            rm /etc/ssh/ssh_host_*_key* && ssh-keygen -q -A &&
            systemd-run -q --on-active=8 --timer-property=AccuracySec=100ms systemctl start ssh &&
            systemctl stop ssh && echo stopped
            """;
        var login = new GuestLogin("tester", IdentityFile: _image.IdentityFile);
        var guest = Guest(Firmware.Bios, GuestWay.Ssh) with { Login = login };

        await WithGuestAsync(guest, async (under, places) =>
        {
            Assert.That(await AskAsync(under, ChangeKeys), Does.EndWith("stopped"));

            var refused = (await Assert.ThrowsAsync<HarnessException>(
                () => under.MigrateAsync(places[1], new MigrationOptions())))!;
            Assert.That(refused.Message, Does.Match("(?i)host key"));
        });
    }

    [Test]
    public async Task A_guest_that_BIOS_starts_is_reached_by_a_login_on_its_serial_port_before_and_after_a_leg()
    {
        var password = await File.ReadAllTextAsync(_image.PasswordFile);
        var guest = Guest(Firmware.Bios, GuestWay.Serial) with { Login = new GuestLogin("tester") { Password = password } };

        await WithGuestAsync(guest, async (under, places) =>
        {
            await PingPongUnderLoadAsync(under, places);
            Assert.That(await AskAsync(under, "id -un; ls /sys/firmware | grep -c efi"), Is.EqualTo("root\n0"));
        });

        Assert.That(_said, Does.Contain("guest: serial console as root"));
    }

    [Test]
    public async Task A_guest_without_a_way_in_is_checked_from_outside_and_says_so()
    {
        await WithGuestAsync(Guest(Firmware.Bios, GuestWay.None), async (under, places) =>
        {
            await under.MigrateAsync(places[1], new MigrationOptions());

            var leg = under.Legs.Single();
            Assert.That(
                leg.Health.NotChecked.Select(check => check.Check),
                Is.SupersetOf(new[]
                {
                    HealthCheck.GuestAnswer, HealthCheck.GuestKernelLog, HealthCheck.GuestIdentity, HealthCheck.GuestTaint,
                }));
            Assert.That(leg.Health.ChecksMade, Does.Contain(HealthCheck.BlockStatistics));
            var refused = (await Assert.ThrowsAsync<HarnessException>(() => AskAsync(under, "true")))!;
            Assert.That(refused.Message, Does.Contain("nothing leads into this guest: give it a 'login'"));
        });
    }

    [Test]
    public async Task Guests_of_one_template_have_disks_and_random_numbers_of_their_own()
    {
        const string Ask = """
            echo mine >> /root/mark; sync; wc -l < /root/mark
            head -c 16 /dev/urandom | sha256sum
            dmesg | grep -c 'crng reseeded due to virtual machine fork'
            """;
        var hosts = new CacheHosts(_folder["cache"]);
        List<string[]> answers = [];
        for (var number = 0; number < 2; number++)
        {
            await WithGuestAsync(
                GuestDescription.Debian,
                async (under, _) => answers.Add((await AskAsync(under, Ask)).Split('\n')),
                Here with { UsesTemplates = true },
                hosts);
        }

        Assert.That(_said.Count(line => line.Contains("to be saved as a template", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(_said, Has.None.Contains("boots, as the start from a template failed"));
        Assert.That(answers.Select(lines => lines[0]), Is.All.EqualTo("1"), "what the first guest wrote is its own");
        Assert.That(answers[1][1], Is.Not.EqualTo(answers[0][1]), "random numbers");
        Assert.That(answers.Select(lines => lines[2]), Is.All.EqualTo("1"), "the kernel knows that it was started again");
    }

    [TestCase(GuestWay.Ssh, "'access: ssh' needs a login with an identityFile")]
    [TestCase(GuestWay.Serial, "'access: serial' needs a login with a passwordVariable that is set")]
    public async Task A_way_in_without_its_login_is_an_error_before_anything_starts(GuestWay way, string expected)
    {
        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => WithGuestAsync(Guest(Firmware.Bios, way), (_, _) => Task.CompletedTask)))!;

        Assert.That(failure.FailureClass, Is.EqualTo(FailureClass.Config));
        Assert.That(failure.Message, Does.Contain(expected));
    }

    [Test]
    public async Task An_overlay_in_a_shared_directory_may_be_made_again_and_goes_with_the_scenario()
    {
        var shared = Directory.CreateDirectory(_folder["shared"]).FullName;
        await using var run = await LabRun.StartAsync(
            Here with { Overlays = new OverlayDirectory(shared) }, _folder["reports"], new HostFactory());
        var lab = await run.OpenAsync("overlay", Tags, _said.Add);
        try
        {
            var image = SystemImage.Of(new OwnDiskImage(_image.Disk, DiskFormat.Qcow2), sha256: "0");
            var disks = await SystemDisks.ProvideAsync(lab, lab.Images, image, seed: null);
            var first = await disks.MakeAsync(lab.Hosts[0], template: null, CancellationToken.None);
            var again = await disks.MakeAsync(lab.Hosts[0], template: null, CancellationToken.None);

            Assert.That(again["host2"].Overlay, Is.EqualTo(first["host1"].Overlay).And.StartsWith($"{shared}/"));
            Assert.That(File.Exists(again["host1"].Overlay));
        }
        finally
        {
            await lab.CloseAsync();
        }

        Assert.That(Directory.GetFileSystemEntries(shared), Is.Empty);
    }

    private GuestDescription Guest(Firmware firmware, GuestWay way) => GuestDescription.Debian with
    {
        Image = new OwnDiskImage(_image.Disk, DiskFormat.Qcow2, firmware),
        Access = way,
    };

    private static async Task PingPongUnderLoadAsync(GuestUnderTest guest, IReadOnlyList<GuestPlace> places)
    {
        await guest.Load.StartAsync(async (shell, lun) => await StampedLoad.StartAsync(shell, lun, guest.DiskPath));
        await guest.PingPongAsync(2, places[0], places[1], new MigrationOptions());
        Assert.That(guest.Legs.Select(leg => leg.Data.Load), Has.All.Not.Null, "what the load wrote was compared");
        await guest.Load.StopAsync();
    }

    private static async Task<string> AskAsync(GuestUnderTest guest, string script) =>
        (await guest.Guest.Shell.RunAsync(script, Soon)).Output.Trim();

    private async Task WithGuestAsync(
        GuestDescription guest,
        Func<GuestUnderTest, IReadOnlyList<GuestPlace>, Task> use,
        LabEnvironment? environment = null,
        IHostFactory? hosts = null)
    {
        await using var run = await LabRun.StartAsync(
            (environment ?? Here) with { Guest = guest }, _folder["reports"], hosts ?? new HostFactory());
        var lab = await run.OpenAsync("disk image", Tags, _said.Add);
        try
        {
            var places = await new LunProvisioning(lab).ProvideAsync();
            var recipe = await GuestRecipes.MakeAsync(lab, name: null);
            await using var under = await GuestUnderTest.BootAsync(lab, places[0], recipe);
            await use(under, places);
        }
        finally
        {
            await lab.CloseAsync();
        }
    }

    private static LabEnvironment Here => new()
    {
        Name = "here",
        Hosts = [Host("host1"), Host("host2")],
        Luns = [new FileLun("lun0", ByteSize.FromMiB(64))],
        Qemu = new QemuSettings { Accelerator = Accelerator.Tcg },
        UsesTemplates = false,
        KernelLogAllow =
        [
            new AllowEntry(
                AllowEntry.ParsePattern("hrtimer: interrupt took|clocksource: Long readout interval"),
                "emulated guests stand still while the machine has other work",
                DateOnly.MaxValue,
                KernelLogOwner.Guest),
        ],
    };

    private static HostDescription Host(string name) => new(name, new LocalConnection(), null, [], []);
}
