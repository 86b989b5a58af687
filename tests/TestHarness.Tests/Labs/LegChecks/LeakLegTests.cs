using System.Net.Sockets;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Something of each kind that a scenario left on a host, found when its lab is closed.</summary>
internal sealed class LeakLegTests : LegFixture
{
    private const string Vf = "0000:01:00.0";
    private const string Mdev = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";

    /// <summary>Prints the file that is named as its third word is.</summary>
    private const string Virsh = "#!/bin/sh\n[ ! -e \"${0%/*}/$3\" ] || cat \"${0%/*}/$3\"\n";

    private readonly List<string> _lines = [];
    private Socket? _libvirt;

    /// <summary>Nobody else uses the hosts of a virtual lab, so that each device which is left is a leak.</summary>
    protected override LabEnvironment Environment =>
        base.Environment with { VirtualLab = new MachineSettings(ByteSize.FromMiB(1024), 1) };

    protected override void Tell(string line)
    {
        base.Tell(line);
        _lines.Add(line);
    }

    /// <summary>Shows the commands of the leak check folders and files of the test in the place of the host's.</summary>
    protected override void Plant()
    {
        Show("/sys/class/fc_vports", "fc_vports");
        Show("/sys/bus/vdpa/devices", "vdpa");
        Show("/sys/bus/mdev/devices", "mdev");
        Show("/etc/mdevctl.d", "mdevctl.d");
        Show("/sys/bus/pci/devices", "pci");
        Show("/sys/bus/pci/drivers/vfio-pci", "vfio-pci");
        Show("/sys/class/net", "net");
        Write($"pci/{Vf}/sriov_numvfs", "0\n");
        Write("modules", "loop 45056 0 - Live 0x0000000000000000\n");
        Plants.Show("/proc/modules", Folder["modules"]);
        Plants.Show("/run/libvirt/libvirt-sock", Folder["libvirt-sock"]);
        Plants.Show("virsh -q", Write("virsh", Virsh));
        File.SetUnixFileMode(Folder["virsh"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    [SetUp]
    public async Task StartAsync()
    {
        _lines.Clear();
        _libvirt = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _libvirt.Bind(new UnixDomainSocketEndPoint(Folder["libvirt-sock"]));
        await OpenAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _libvirt?.Dispose();
        File.Delete(Folder["libvirt-sock"]);
        await EndAsync();
    }

    [TestCase("fc_vports/vport-0:0-1", "", "vport vport-0:0-1")]
    [TestCase("vdpa/vdpa0", "", "vdpa vdpa0")]
    [TestCase($"mdev/{Mdev}", "", $"mdev {Mdev}")]
    [TestCase($"mdevctl.d/mtty/{Mdev}", "{}", $"mdev-definition mtty/{Mdev}")]
    [TestCase($"pci/{Vf}/sriov_numvfs", "2\n", $"vfs {Vf}: 2")]
    [PlantsLeak("vport")]
    [PlantsLeak("vdpa")]
    [PlantsLeak("mdev")]
    [PlantsLeak("mdev-definition")]
    [PlantsLeak("vfs")]
    public async Task Something_that_a_scenario_left_on_a_host_fails_it(string file, string content, string leak)
    {
        var before = File.Exists(Folder[file]) ? File.ReadAllText(Folder[file]) : null;
        Write(file, content);

        Assert.That(await FailedCloseAsync(), Does.StartWith("[leak] ").And.Contain($"host1: left behind: {leak}"));

        if (before is null)
            File.Delete(Folder[file]);
        else
            Write(file, before);
    }

    /// <summary>
    /// Kinds that others make too on a shared host: an item that no ledger names is reported, and is not a leak of this run.
    /// </summary>
    [TestCase($"vfio-pci/{Vf}", "", $"vfio-pci {Vf}")]
    [TestCase("net/tap0/tun_flags", "0x1002\n", "tap tap0")]
    [TestCase("modules", "loop 45056 0 - Live 0x0\nmtty 20480 0 - Live 0x0\n", "module mtty")]
    [TestCase("pool-list", "vhba0\n", "pool vhba0")]
    [TestCase("net-list", "failover\n", "network failover")]
    [TestCase("list", "testharness-1\n", "domain testharness-1")]
    public async Task An_item_that_another_user_made_on_a_host_is_reported(string file, string content, string left)
    {
        var before = File.Exists(Folder[file]) ? File.ReadAllText(Folder[file]) : null;
        Write(file, content);

        await CloseAsync();
        Assert.That(_lines, Has.Some.EqualTo($"host1: left behind: {left} (not of this run)"));

        if (before is null)
            File.Delete(Folder[file]);
        else
            Write(file, before);
    }

    [Test]
    public async Task A_kind_that_cannot_be_listed_is_reported_and_fails_a_strict_scenario()
    {
        var unmade = Lab.Unmade;
        Write("virsh", "#!/bin/sh\necho 'no libvirtd answers' >&2\nexit 1\n");

        await CloseAsync();

        Write("virsh", Virsh);
        const string Reason = "after the scenario: no libvirtd answers";
        Assert.That(_lines, Has.Some.EqualTo($"host1: leaks of kind 'pool' were not checked: {Reason}"));
        Assert.That(unmade.ThrowIfAny, Throws.TypeOf<HarnessException>().With.Message.Contains(
            $"strict mode: not checked: leaks of kind 'domain' on host1: {Reason}; leaks of kind 'network' on host1: " +
            $"{Reason}; "));
    }

    [Test]
    [PlantsLeak("file")]
    [PlantsFault(HealthCheck.Leaks)]
    public async Task A_file_that_a_scenario_left_fails_it()
    {
        var left = Directory.CreateDirectory($"/var/tmp/testharness-{ProcessTag.Session}-left-{Guid.NewGuid():n}").FullName;
        try
        {
            Assert.That(await FailedCloseAsync(), Is.EqualTo($"[leak] host1: left behind: file {left}"));
        }
        finally
        {
            Directory.Delete(left);
        }
    }

    [Test]
    [PlantsLeak("process")]
    public async Task A_process_that_a_scenario_left_fails_it()
    {
        var id = ProcessTag.NewId();
        var host = Lab.Hosts[0].Host;
        await using var process = await host.StartAsync(
            new Command("sleep", "300").WithEnvironment(ProcessTag.Variable, id));

        Assert.That(
            await FailedCloseAsync(),
            Does.StartWith("[leak] ").And.Contain($"host1: left behind: process {process.ProcessId} (tag {id})"));
    }

    private void Show(string path, string folder) => Plants.Show(path, Directory.CreateDirectory(Folder[folder]).FullName);

    private string Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder[file])!);
        File.WriteAllText(Folder[file], content);
        return Folder[file];
    }
}
