using TestHarness.Devices.Registry;
using TestHarness.Guests;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Labs;
using TestHarness.Labs.Recipes;
using TestHarness.Ledger;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;
using TestHarness.Storage;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Guests;

/// <summary>
/// What a test needs to run real QEMUs and guests on this machine; disposing it ends them and removes their files.
/// </summary>
internal sealed class Workbench : IAsyncDisposable
{
    public const long LunSize = 16 << 20;

    private static readonly Lazy<Task<BootImage>> Image =
        new(
            () => new GuestImageBuilder(
                new LocalHost("this machine"), HarnessPaths.Cache, DeviceKinds.GuestModules).BuildAsync());

    private readonly List<QemuMachine> _machines = [];

    private Workbench()
    {
        // Not in /tmp, which may be a tmpfs without O_DIRECT.
        Folder = Directory.CreateDirectory($"/var/tmp/th-tests-{Guid.NewGuid().ToString("n")[..12]}").FullName;
        Ledger = UndoLedger.Open(Path.Combine(Folder, "ledger"));
    }

    public string Folder { get; }

    public IHost Host { get; } = new LocalHost("this machine");

    public UndoLedger Ledger { get; }

    public static Workbench Create()
    {
        InstalledQemu.Require();
        return new Workbench();
    }

    /// <summary>Builds the guest image once; skips the test when a program that the builder runs is absent.</summary>
    public static Task<BootImage> ImageAsync()
    {
        RequireImageTools();
        return Image.Value;
    }

    public static void RequireImageTools() => Skip.UnlessInstalled(SkipReason.NoImageTool, "apt-cache", "apt-get", "dpkg-deb");

    public Task<SharedLun> LunAsync(string name = "lun0") =>
        SharedLun.CreateFileAsync(Host, name, Path.Combine(Folder, $"{name}.raw"), LunSize);

    /// <summary>A machine that runs without a guest, unless paused, and migrates in milliseconds.</summary>
    public static QemuCommandLine Bare(params QemuOption[] options) => new(
        InstalledQemu.Name,
        [
            QemuOption.Of("nodefaults"),
            QemuOption.Of("display", "none"),
            QemuOption.Of("machine", ("type", "q35")),
            QemuOption.Of("accel", "tcg"),
            QemuOption.Of("m", "16M"),
            .. options,
        ]);

    public static async Task<QemuCommandLine> BootableAsync(SharedLun lun, int vcpus = 1) => GuestCommandLine.For(
        InstalledQemu.Name, "tcg", await ImageAsync(), 128, vcpus, lun.Options(GuestCommandLine.DataDisk));

    public MachineStart Start(string name, QemuCommandLine commandLine)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Folder, Path.GetRandomFileName())).FullName;
        return new MachineStart(new MachineSite(Host, Ledger, name, directory, QmpOptions.Default), commandLine);
    }

    public Task<QemuMachine> StartAsync(string name, QemuCommandLine commandLine) => StartAsync(Start(name, commandLine));

    public async Task<QemuMachine> StartAsync(MachineStart start)
    {
        var machine = await QemuMachine.StartAsync(start);
        _machines.Add(machine);
        return machine;
    }

    public async Task<QemuMachine> StartIncomingAsync(string name, QemuCommandLine commandLine) =>
        await StartAsync(name, commandLine.WithIncoming("defer"));

    public async Task<Guest> BootAsync(SharedLun lun, Stream? log = null, int vcpus = 1)
    {
        var machine = await StartAsync("source", await BootableAsync(lun, vcpus));
        var guest = await Guest.BootAsync(machine, log, TimeSpan.FromMinutes(1));
        await guest.Shell.RunAsync("until [ -b /dev/sda ]; do sleep 0.02; done", TimeSpan.FromSeconds(30));
        return guest;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in _machines)
            await machine.DisposeAsync();
        await Ledger.DisposeAsync();
        await Host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
