using System.Net.Sockets;
using TestHarness.Hosts;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Ledger;

/// <summary>
/// Makes one thing of each kind where the look searches for it; what this machine has no device for is played in sysfs.
/// </summary>
[TestFixture]
internal sealed class PlantedLeakTests
{
    private TemporaryDirectory _programs = null!;
    private NamespaceHost _host = null!;

    [SetUp]
    public async Task SetUp()
    {
        _programs = new TemporaryDirectory();
        File.SetUnixFileMode(_programs.Path, (UnixFileMode)0b111_101_101);
        _host = await NamespaceHost.StartAsync(_programs.Path);
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        _programs.Dispose();
    }

    [Test]
    [PlantsLeak("tap")]
    public Task A_real_tap() => LeavesAsync("tap tap7", "ip tuntap add dev tap7 mode tap", "ip link delete dev tap7");

    [Test]
    public async Task A_bridge_and_a_dummy_interface_are_no_tap()
    {
        var before = await LeakLooks.TakeAsync(_host);
        await _host.ShellAsync("ip link add bridge7 type bridge && ip link set lo up");
        Assert.That((await LeakLooks.TakeAsync(_host)).DifferencesSince(before), Is.Empty);
    }

    [Test]
    public async Task A_file_of_this_session_of_any_type()
    {
        var path = $"/var/tmp/testharness-{ProcessTag.Session}-planted";
        await _host.ShellAsync("mount -t tmpfs tmpfs /var/tmp");
        await LeavesAsync($"file {path}", $"touch {path}", $"rm {path}");
        await LeavesAsync($"file {path}", $"mkfifo {path}", $"rm {path}");
        await LeavesAsync($"file {path}", $"ln -s /gone {path}", $"rm {path}");
    }

    [Test]
    public async Task A_process_of_this_session()
    {
        var before = await LeakLooks.TakeAsync(_host);
        var id = ProcessTag.NewId();
        await _host.RunAsync(Command.Shell("setsid -f sleep 300 >/dev/null 2>&1").WithEnvironment(ProcessTag.Variable, id));
        try
        {
            Assert.That(
                (await LeakLooks.TakeAsync(_host)).DifferencesSince(before),
                Has.Length.EqualTo(1).And.One.Matches($@"^lab1: left behind: process \d+ \(tag {id}\)$"));
        }
        finally
        {
            await _host.RunAsync(HostProcesses.End(id));
        }
    }

    [TestCase("vport vport-7:0-1", "class/fc_vports/vport-7:0-1")]
    [TestCase("vdpa vdpa0", "bus/vdpa/devices/vdpa0")]
    [TestCase("mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001", "bus/mdev/devices/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001")]
    [TestCase("vfio-pci 0000:01:00.2", "bus/pci/drivers/vfio-pci/0000:01:00.2")]
    [PlantsLeak("vfio-pci")]
    public async Task A_device_in_sysfs(string item, string path)
    {
        await PlaySysfsAsync();
        await LeavesAsync(item, $"mkdir -p /sys/{path}", $"rmdir /sys/{path}");
    }

    [Test]
    public async Task Files_of_vfio_pci_that_are_not_devices_are_not_listed()
    {
        await PlaySysfsAsync();
        var before = await LeakLooks.TakeAsync(_host);
        await _host.ShellAsync("mkdir -p /sys/bus/pci/drivers/vfio-pci && touch /sys/bus/pci/drivers/vfio-pci/bind");
        Assert.That((await LeakLooks.TakeAsync(_host)).DifferencesSince(before), Is.Empty);
    }

    [Test]
    public async Task The_number_of_virtual_functions()
    {
        await PlaySysfsAsync();
        await _host.ShellAsync(
            "mkdir -p /sys/bus/pci/devices/0000:01:00.0 && echo 0 > /sys/bus/pci/devices/0000:01:00.0/sriov_numvfs");
        var before = await LeakLooks.TakeAsync(_host);
        await _host.ShellAsync("echo 4 > /sys/bus/pci/devices/0000:01:00.0/sriov_numvfs");
        Assert.That(
            (await LeakLooks.TakeAsync(_host)).DifferencesSince(before),
            Is.EqualTo(["lab1: left behind: vfs 0000:01:00.0: 4", "lab1: gone: vfs 0000:01:00.0: 0"]));
    }

    [Test]
    public async Task The_definition_of_an_mdev()
    {
        const string Path = "mtty/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";
        await _host.ShellAsync("mount -t tmpfs tmpfs /etc && mkdir -p /etc/mdevctl.d/mtty");
        await LeavesAsync($"mdev-definition {Path}", $"touch /etc/mdevctl.d/{Path}", $"rm /etc/mdevctl.d/{Path}");
    }

    [Test]
    [PlantsLeak("module")]
    public async Task A_module()
    {
        await PlayAsync("cut", "printf 'vhost\\nvdpa\\n'");
        var before = await LeakLooks.TakeAsync(_host);
        await PlayAsync("cut", "printf 'vhost\\nvdpa\\nmtty\\n'");
        Assert.That((await LeakLooks.TakeAsync(_host)).DifferencesSince(before), Is.EqualTo(["lab1: left behind: module mtty"]));
    }

    [TestCase("pool", "pool-list")]
    [TestCase("network", "net-list")]
    [TestCase("domain", "list")]
    [PlantsLeak("pool")]
    [PlantsLeak("network")]
    [PlantsLeak("domain")]
    public async Task New_objects_of_libvirt_are_leaks(string kind, string command)
    {
        await PlayLibvirtAsync("echo; echo usual");
        var before = await LeakLooks.TakeAsync(_host);
        Assert.That(before.Items, Does.Contain($"{kind} usual"));
        await PlayAsync("virsh", $"echo usual; [ \"$4\" != {command} ] || {{ echo 'new one'; echo; }}");
        Assert.That(
            (await LeakLooks.TakeAsync(_host)).DifferencesSince(before), Is.EqualTo([$"lab1: left behind: {kind} new one"]));
    }

    [Test]
    public async Task Libvirt_is_asked_once_for_all_that_it_has()
    {
        var calls = _programs["calls"];
        await PlayLibvirtAsync(
            $"""
            echo call >> {calls}
            echo "$4" | tr ';' '\n' | while read -r command name rest; do
                case $command in echo) echo "$name" ;; *) printf 'usual\na %s\n\n' "$command" ;; esac
            done
            """);
        await File.WriteAllTextAsync(calls, "");
        File.SetUnixFileMode(calls, (UnixFileMode)0b110_110_110);

        var look = await LeakLooks.TakeAsync(_host);

        string[] kinds = ["domain", "network", "pool"];
        Assert.That(
            look.Items.Where(item => kinds.Contains(item.Split(' ')[0])),
            Is.EqualTo(
                ["domain a list", "domain usual", "network a net-list", "network usual", "pool a pool-list", "pool usual"]));
        Assert.That(await File.ReadAllLinesAsync(calls), Has.Length.EqualTo(1));
    }

    [Test]
    [PlantsLeak("libvirt")]
    public async Task A_libvirt_that_is_gone()
    {
        await PlayLibvirtAsync("true");
        var before = await LeakLooks.TakeAsync(_host);
        await _host.ShellAsync("umount /run/libvirt/libvirt-sock");
        Assert.That(
            (await LeakLooks.TakeAsync(_host)).DifferencesSince(before),
            Is.EqualTo(["lab1: gone: libvirt /run/libvirt/libvirt-sock"]));
    }

    [Test]
    public async Task A_libvirt_that_does_not_answer_leaves_its_kinds_unchecked()
    {
        await PlayLibvirtAsync("echo 'error: failed to connect to the hypervisor' >&2; exit 1");
        var look = await LeakLooks.TakeAsync(_host);
        Assert.That(look.Unlisted.Where(kind => kind.Key != "module"), Is.EqualTo(
            new[] { "domain", "network", "pool" }.Select(kind =>
                KeyValuePair.Create(kind, "error: failed to connect to the hypervisor"))));
    }

    [Test]
    public async Task A_libvirt_that_lacks_one_kind_leaves_it_unchecked_alone()
    {
        await PlayLibvirtAsync(
            """
            case $4 in *pool-list*) echo 'error: no storage driver' >&2; [ "${4#*;}" != "$4" ] || exit 1 ;; esac
            echo "$4" | tr ';' '\n' | while read -r command name rest; do
                case $command in echo) echo "$name" ;; *) echo usual ;; esac
            done
            """);
        var look = await LeakLooks.TakeAsync(_host);
        Assert.That(look.Unlisted.Where(kind => kind.Key != "module"), Is.EqualTo(
            [KeyValuePair.Create("pool", "error: no storage driver")]));
        Assert.That(look.Items, Does.Contain("domain usual").And.Contain("network usual"));
    }

    [Test]
    public async Task Modules_that_cannot_be_listed_are_unchecked()
    {
        await PlayAsync("cut", "echo 'cut: /proc/modules: Permission denied' >&2; exit 1");
        Assert.That((await LeakLooks.TakeAsync(_host)).Unlisted["module"], Is.EqualTo("cut: /proc/modules: Permission denied"));
    }

    [Test]
    public async Task A_listing_that_fails_without_a_word_is_unchecked()
    {
        await PlayAsync("cut", "exit 1");
        Assert.That((await LeakLooks.TakeAsync(_host)).Unlisted["module"], Is.EqualTo("the listing failed without a reason"));
    }

    [Test]
    public async Task Without_sysfs_its_kinds_are_unchecked()
    {
        await _host.ShellAsync("mount -t tmpfs tmpfs /sys");
        var unlisted = (await LeakLooks.TakeAsync(_host)).Unlisted;
        string[] kinds = ["mdev", "tap", "vdpa", "vfio-pci", "vfs", "vport"];
        Assert.That(unlisted.Keys.Except(["module"]), Is.EqualTo(kinds));
        Assert.That(kinds.Select(kind => unlisted[kind]), Is.All.EqualTo("sysfs is not mounted on /sys"));
    }

    [Test]
    public async Task Without_proc_processes_are_unchecked()
    {
        await _host.ShellAsync("mount -t tmpfs tmpfs /proc");
        Assert.That(
            (await LeakLooks.TakeAsync(_host)).Unlisted["process"],
            Is.EqualTo("/proc does not show the process of this listing"));
    }

    [Test]
    public async Task Without_permission_a_folder_is_unchecked()
    {
        if (!Environment.IsPrivilegedProcess)
            Skip.Because(SkipReason.NotRoot, "only root can become another user");
        await _host.ShellAsync(
            "mount -t tmpfs -o mode=755 tmpfs /etc && mkdir -m 700 /etc/mdevctl.d && mount -t tmpfs -o mode=711 tmpfs /var/tmp");

        var unlisted = (await LeakLooks.TakeAsync(_host.AsNobody())).Unlisted;

        Assert.That(unlisted["mdev-definition"], Is.EqualTo("/etc/mdevctl.d cannot be read"));
        Assert.That(unlisted["file"], Is.EqualTo("/var/tmp cannot be read"));
    }

    private async Task LeavesAsync(string item, string make, string remove)
    {
        var before = await LeakLooks.TakeAsync(_host);
        await _host.ShellAsync(make);
        Assert.That((await LeakLooks.TakeAsync(_host)).DifferencesSince(before), Is.EqualTo([$"lab1: left behind: {item}"]));
        await _host.ShellAsync(remove);
        Assert.That((await LeakLooks.TakeAsync(_host)).DifferencesSince(before), Is.Empty);
    }

    private Task PlaySysfsAsync() => _host.ShellAsync("mount -t tmpfs tmpfs /sys && mkdir -p /sys/kernel /sys/class/net");

    private async Task PlayLibvirtAsync(string virsh)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_programs["socket"]));
        await _host.ShellAsync(
            """
            mount -t tmpfs tmpfs /run && mkdir /run/libvirt && cd /run/libvirt && touch libvirt-sock || exit
            mount --bind "$1" libvirt-sock
            """,
            _programs["socket"]);
        await PlayAsync("virsh", virsh);
    }

    /// <summary>A program that this machine may not have, or that cannot be made to fail.</summary>
    private async Task PlayAsync(string program, string script)
    {
        await File.WriteAllTextAsync(_programs[program], $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(_programs[program], (UnixFileMode)0b111_101_101);
    }
}
