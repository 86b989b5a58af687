using System.Net.Sockets;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Guests.Agent;
using TestHarness.Guests.Console;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Labs;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Images;

/// <summary>Tests that boot the Debian guest with UEFI, with BIOS, and without firmware.</summary>
[TestFixture]
[Category("lab")]
[Category("slow")]
[NonParallelizable]
internal sealed partial class DebianGuestTests
{
    private const string Firmware = "/usr/share/OVMF/OVMF_CODE_4M.fd";
    private const string Variables = "/usr/share/OVMF/OVMF_VARS_4M.fd";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Workbench _bench = Workbench.Create();
    private DebianImage _image = null!;

    [OneTimeSetUp]
    public async Task Build()
    {
        Skip.UnlessInstalled(SkipReason.NoImageTool, [.. DebianImageBuilder.Tools.Select(tool => tool.Program)]);
        _image = await new DebianImageBuilder(_bench.Host, HarnessPaths.Cache).BuildAsync();
    }

    [OneTimeTearDown]
    public async Task Dispose() => await _bench.DisposeAsync();

    [Test]
    public async Task The_image_has_keys_and_a_password_for_its_user_alone()
    {
        Assert.That(
            new[] { _image.Disk, _image.Kernel, _image.Initramfs, _image.HostKey, _image.Packages },
            Has.All.Matches<string>(File.Exists));
        Assert.That(
            new[] { _image.IdentityFile, _image.PasswordFile }.Select(File.GetUnixFileMode),
            Has.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(new FileInfo(_image.Disk).Length, Is.LessThan(500 << 20));
        Assert.That(await _image.KernelArgumentsAsync(), Does.StartWith("root=PARTUUID="));
    }

    [Test]
    public async Task Boots_by_UEFI_and_lets_root_in_at_the_console()
    {
        Skip.Unless(File.Exists(Firmware), SkipReason.NoImageTool, $"there is no {Firmware}");
        var variables = Path.Combine(_bench.Folder, "vars.fd");
        File.Copy(Variables, variables);
        var machine = await _bench.StartAsync(
            "uefi",
            CommandLine(
                "uefi",
                QemuOption.Of("drive", $"if=pflash,unit=0,format=raw,readonly=on,file={Firmware}"),
                QemuOption.Of("drive", $"if=pflash,unit=1,format=raw,file={variables}")));
        await using var console = await SerialConsole.ConnectAsync(machine.Serial, null);

        await console.WaitForAsync(Login(), 0, Patience, "the guest boots");
        await console.SendAsync("root\n", Patience);
        await console.WaitForAsync(Password(), 0, Patience, "the guest asks for a password");
        await console.SendAsync($"{await File.ReadAllTextAsync(_image.PasswordFile)}\n", Patience);
        await console.WaitForAsync(Prompt(), 0, Patience, "root logs in"); // login drops what was typed before
        await console.SendAsync("echo user=$(id -un), firmware=$(ls /sys/firmware | grep efi)\n", Patience);

        await console.WaitForAsync(RootsAnswer(), 0, Patience, "root's shell answers");
    }

    [Test]
    public async Task Boots_by_BIOS_with_its_units_up_and_its_NIC_managed()
    {
        await _bench.StartAsync("bios", CommandLine("bios"));
        await using var agent = await AgentAsync("bios");

        Assert.That(await RunAsync(agent, "systemctl is-system-running --wait"), Is.EqualTo("running"));
        Assert.That(
            await RunAsync(agent, "networkctl --no-legend list | awk '$3 == \"ether\" { print $5 }'"),
            Does.StartWith("configur"));
        Assert.That(await RunAsync(agent, "sudo -u tester sudo -n id -un"), Is.EqualTo("root"));
        Assert.That(await RunAsync(agent, "cat /etc/machine-id"), Does.Match("^[0-9a-f]{32}$"));
        Assert.That(
            await RunAsync(agent, "modprobe -a igbvf nvme dm-multipath scsi_dh_alua iscsi_tcp bonding net_failover && echo all"),
            Is.EqualTo("all"));
    }

    [Test]
    public async Task Boots_without_firmware_and_answers_after_its_saved_state_is_read()
    {
        var options = new[]
        {
            QemuOption.Of("kernel", _image.Kernel),
            QemuOption.Of("initrd", _image.Initramfs),
            QemuOption.Of("append", await _image.KernelArgumentsAsync()),
        };
        var commandLine = CommandLine("saved", options);
        var machine = await _bench.StartAsync(_bench.Start("saved", commandLine) with { MayStartPrograms = true });
        await using (var agent = await AgentAsync("saved"))
            await RunAsync(agent, "echo kept > /run/kept");
        var state = new SavedState(Path.Combine(_bench.Folder, "state"), HasFileUri: false);
        await state.WriteAsync(machine.Qmp, Patience, CancellationToken.None);
        await machine.StopAsync();

        var restored = await _bench.StartAsync(_bench.Start("restored", commandLine) with { State = state });
        await restored.Qmp.ExecuteAsync("cont");
        await using var again = await AgentAsync("saved");

        Assert.That(await RunAsync(again, "cat /run/kept"), Is.EqualTo("kept"));
    }

    /// <summary>Makes the command line of a guest with an overlay, an agent and a NIC of its own.</summary>
    private QemuCommandLine CommandLine(string name, params QemuOption[] options)
    {
        var overlay = Path.Combine(_bench.Folder, $"{name}.qcow2");
        var create = new Command("qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", _image.Disk, overlay);
        _bench.Host.RunAsync(create).GetAwaiter().GetResult().OrThrow(FailureClass.Provision);
        return new QemuCommandLine(
            InstalledQemu.Name,
            [
                QemuOption.Of("nodefaults"),
                QemuOption.Of("display", "none"),
                QemuOption.Of("machine", ("type", "q35")),
                QemuOption.Of("accel", "tcg"),
                QemuOption.Of("cpu", "max"),
                QemuOption.Of("m", "512M"),
                QemuOption.Of("drive", ("if", "none"), ("id", "root"), ("format", "qcow2"), ("file", overlay)),
                QemuOption.Of("device", "virtio-blk-pci,drive=root"),
                QemuOption.Of("chardev", $"socket,id=ga,path={Channel(name)},server=on,wait=off"),
                QemuOption.Of("device", "virtio-serial-pci"),
                QemuOption.Of("device", "virtserialport,chardev=ga,name=org.qemu.guest_agent.0"),
                QemuOption.Of("netdev", "user,id=net"),
                QemuOption.Of("device", "virtio-net-pci,netdev=net,romfile="),
                .. options,
            ]);
    }

    private string Channel(string name) => Path.Combine(_bench.Folder, $"{name}.agent");

    private Task<GuestAgentClient> AgentAsync(string name) => GuestAgentClient.ConnectAsync(
        name, new UnixDomainSocketEndPoint(Channel(name)), new GuestAgentOptions { ConnectTimeout = Patience });

    private static async Task<string> RunAsync(GuestAgentClient agent, string script) =>
        (await agent.RunAsync(Command.Shell(script).WithTimeout(Patience)))
            .OrThrow(FailureClass.GuestHealth).StandardOutput.Trim();

    [GeneratedRegex("debian login: ")]
    private static partial Regex Login();

    [GeneratedRegex("Password: ")]
    private static partial Regex Password();

    [GeneratedRegex("user=root, firmware=efi")]
    private static partial Regex RootsAnswer();

    [GeneratedRegex("root@debian:~# ")]
    private static partial Regex Prompt();
}
