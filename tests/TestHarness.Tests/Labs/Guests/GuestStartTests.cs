using System.Globalization;
using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Guests.Templates;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Labs.Guests;

/// <summary>Guests of real QEMUs, which start from a template or boot.</summary>
[TestFixture]
[Category("slow")]
internal sealed class GuestStartTests
{
    private static readonly string[] Tags = ["hosts:2", "needs:qemu", "needs:lun"];
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>Of a partition table: one of 1,024 sectors from sector 2,048 on, of type Linux.</summary>
    private static readonly byte[] OnePartition = [0, 0, 0, 0, 0x83, 0, 0, 0, 0, 8, 0, 0, 0, 4, 0, 0];

    private readonly TemporaryDirectory _folder = new();
    private readonly List<string> _said = [];

    [SetUp]
    public void RequireQemu()
    {
        InstalledQemu.Require();
        _said.Clear();
        if (Directory.Exists(_folder["cache"]))
            Directory.Delete(_folder["cache"], recursive: true);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    private string[] Templates => Directory.Exists(_folder["cache/testharness/guest-templates"])
        ? Directory.GetFiles(_folder["cache/testharness/guest-templates"])
        : [];

    [Test]
    public async Task Guests_of_one_template_differ_in_their_random_numbers_and_have_the_time_of_now()
    {
        const string Ask = "cat /proc/sys/kernel/random/boot_id; date +%s; head -c 16 /dev/urandom | sha256sum";
        var first = await InGuestAsync(Ask);
        var second = await InGuestAsync(Ask);

        Assert.That(second[0], Is.Not.EqualTo(first[0]), "the boot ID, which the kernel makes when it is read first");
        Assert.That(second[2], Is.Not.EqualTo(first[2]), "random numbers");
        var now = DateTimeOffset.FromUnixTimeSeconds(long.Parse(second[1], CultureInfo.InvariantCulture));
        Assert.That(now, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromSeconds(30)));
        Assert.That(Templates, Has.Length.EqualTo(1));
        Assert.That(_said.Count(line => line.Contains("to be saved as a template", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_guest_reads_its_own_LUN_and_not_what_the_template_has_read()
    {
        const string Read = "head -c 5 /dev/sda; echo; ls /sys/block/sda | grep -c sda";
        var first = await InGuestAsync(Read, Sector("first"));
        var second = await InGuestAsync(Read, Sector("other", OnePartition));

        Assert.That(first[..2], Is.EqualTo(new[] { "first", "0" }));
        Assert.That(second[..2], Is.EqualTo(new[] { "other", "1" }), "what is on the LUN, and its partitions");
    }

    [Test]
    public async Task A_template_that_is_damaged_is_removed_and_its_guest_boots()
    {
        await InGuestAsync("true");
        await using (var state = File.OpenWrite(Templates[0]))
            state.SetLength(state.Length / 2);

        var answer = await InGuestAsync("echo well");

        Assert.That(answer[0], Is.EqualTo("well"));
        Assert.That(_said, Has.Some.StartsWith("guest-1 on host1 boots, as the start from a template failed (["));
        Assert.That(Templates, Is.Empty);
    }

    [Test]
    public async Task A_guest_from_a_template_is_migrated_there_and_back()
    {
        await InGuestAsync("true");
        await WithGuestAsync(
            environment => environment,
            null,
            async (lab, guest, places) =>
            {
                await guest.PingPongAsync(2, places[0], places[1], new MigrationOptions());
                Assert.That(lab.Machines.Count, Is.EqualTo(3), "the guest's own QEMU and one for each leg");
            });
    }

    [Test]
    public async Task A_guest_as_reported_boots_and_leaves_no_template()
    {
        const string Report = """
            qemu-system-x86_64 -machine q35 -cpu qemu64 -m 128 -device virtio-scsi-pci,id=scsi0
            -drive if=none,id=d0,file=/images/disk.raw,format=raw,cache=none -device scsi-hd,id=disk0,drive=d0
            """;
        var guest = new ReportedGuest(ReportedCommandLine.Parse(Report), "disk0");

        await WithGuestAsync(environment => environment, null, (_, _, _) => Task.CompletedTask, guest);

        Assert.That(Templates, Is.Empty);
    }

    [Test]
    public async Task Without_templates_every_guest_boots()
    {
        await WithGuestAsync(environment => environment with { UsesTemplates = false }, null, (_, _, _) => Task.CompletedTask);

        Assert.That(Templates, Is.Empty);
    }

    private async Task<string[]> InGuestAsync(string script, byte[]? onLun = null)
    {
        string[] lines = [];
        await WithGuestAsync(
            environment => environment,
            onLun,
            async (_, guest, _) => lines = (await guest.Guest.Shell.RunAsync(script, Soon)).Output.Split('\n'));
        return lines;
    }

    private async Task WithGuestAsync(
        Func<LabEnvironment, LabEnvironment> change,
        byte[]? onLun,
        Func<Lab, GuestUnderTest, IReadOnlyList<GuestPlace>, Task> use,
        QemuGuest? recipe = null)
    {
        await using var run = await LabRun.StartAsync(
            change(Here), _folder["reports"], new CacheHosts(_folder["cache"]), Workbench.ImageAsync);
        Assert.That(await run.FindSkipReasonsAsync(Tags), Is.Empty);
        var lab = await run.OpenAsync("templates", Tags, _said.Add);
        try
        {
            var places = await new LunProvisioning(lab).ProvideAsync();
            await using (var lun = File.OpenWrite(places[0].Disk.Path))
                lun.Write(onLun ?? []);
            await using var guest = await GuestUnderTest.BootAsync(lab, places[0], recipe ?? new BuiltInGuest());
            await use(lab, guest, places);
        }
        finally
        {
            await lab.CloseAsync();
        }
    }

    /// <summary>The first sector of a disk: a text, and a partition table with this first entry.</summary>
    private static byte[] Sector(string text, params byte[] partition)
    {
        var sector = new byte[512];
        System.Text.Encoding.ASCII.GetBytes(text, sector);
        partition.CopyTo(sector, 0x1be);
        (sector[0x1fe], sector[0x1ff]) = (0x55, 0xaa);
        return sector;
    }

    private static LabEnvironment Here => new()
    {
        Name = "here",
        Hosts = [Host("host1"), Host("host2")],
        Luns = [new FileLun("lun0", ByteSize.FromMiB(16))],
        Guest = new GuestDescription { Memory = ByteSize.FromMiB(128) },
        Qemu = new QemuSettings { Accelerator = Accelerator.Tcg },
    };

    private static HostDescription Host(string name) => new(name, new LocalConnection(), null, [], []);
}
