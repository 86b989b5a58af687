using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.Builds;
using TestHarness.Qemu.Capabilities;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.Builds;

[Parallelizable(ParallelScope.All)]
internal sealed class QemuBuildTests
{
    [Test]
    public async Task A_packed_QEMU_has_its_libraries_and_firmware_and_says_what_the_original_says()
    {
        using var folder = new TemporaryDirectory();
        await using var host = new RecordingHost();
        var build = await QemuBuild.PackAsync(host, MakeInstallation(folder), folder["cache"]);

        var path = await build.OnAsync(host);

        var binary = await QemuBinary.FindAsync(host, path);
        var packed = await QemuCapabilities.ProbeAsync(host, binary);
        var installed = await QemuCapabilities.ProbeAsync(host, await InstalledQemu.FindAsync(host));
        Assert.That(binary.Architecture, Is.EqualTo("x86_64"));
        Assert.That((packed.Version, packed.Machines.Length), Is.EqualTo((installed.Version, installed.Machines.Length)));
        Assert.That(File.Exists(Path.Combine(build.Folder, "lib", "libc.so.6")), Is.True);
        Assert.That(File.ReadAllText(Path.Combine(build.Folder, "share", "bios-256k.bin")), Is.EqualTo("firmware"));
    }

    [Test]
    public async Task The_same_content_is_packed_into_the_same_folder_and_another_content_into_another()
    {
        using var folder = new TemporaryDirectory();
        await using var host = new RecordingHost();
        var installation = MakeInstallation(folder);

        var first = await QemuBuild.PackAsync(host, installation, folder["cache"]);
        var again = await QemuBuild.PackAsync(host, installation, folder["cache"]);
        File.WriteAllText(Path.Combine(installation, "share", "qemu", "bios-256k.bin"), "other firmware");
        var other = await QemuBuild.PackAsync(host, installation, folder["cache"]);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other.Folder, Is.Not.EqualTo(first.Folder));
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(folder["cache"], "qemu-builds")), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Another_host_gets_a_copy_once()
    {
        using var folder = new TemporaryDirectory();
        await using var host = new RecordingHost();
        var build = await QemuBuild.PackAsync(host, MakeInstallation(folder), folder["cache"]);
        var elsewhere = new DistantHost(host);

        var path = await build.OnAsync(elsewhere);
        var again = await build.OnAsync(elsewhere);

        Assert.That(path, Is.EqualTo(again));
        Assert.That(path, Does.StartWith(Path.Combine(host.Folder, "cache", "testharness", "qemu-builds")));
        Assert.That(host.Commands.Count(command => command.Contains("tar -xf", StringComparison.Ordinal)), Is.EqualTo(1));
        var version = await host.RunAsync(new Command(path, "--version"));
        Assert.That(version.StandardOutput, Does.StartWith("QEMU emulator version "));
    }

    [Test]
    public async Task A_folder_without_QEMU_is_told()
    {
        using var folder = new TemporaryDirectory();
        await using var host = new RecordingHost();

        Assert.That(
            async () => await QemuBuild.PackAsync(host, folder.Path, folder["cache"]),
            Throws.TypeOf<HarnessException>().With.Message.Matches(
                @"^\[preflight\] the folder \S+ has no QEMU: looked for the programs qemu-system-\w+ qemu-kvm in it and in "));
    }

    /// <summary>Makes an installation of this machine's own QEMU below a prefix.</summary>
    private static string MakeInstallation(TemporaryDirectory folder)
    {
        InstalledQemu.Require();
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(path => Path.Combine(path, InstalledQemu.Name)).First(File.Exists);
        Directory.CreateDirectory(folder["prefix/bin"]);
        Directory.CreateDirectory(folder["prefix/share/qemu"]);
        File.CreateSymbolicLink(folder[$"prefix/bin/{InstalledQemu.Name}"], program);
        // Debian builds TCG as a module.
        const string Modules = "/usr/lib/x86_64-linux-gnu/qemu";
        Directory.CreateDirectory(folder["prefix/lib/qemu"]);
        foreach (var module in Directory.Exists(Modules) ? Directory.GetFiles(Modules, "accel-*.so") : [])
            File.CreateSymbolicLink(folder[$"prefix/lib/qemu/{Path.GetFileName(module)}"], module);
        File.WriteAllText(folder["prefix/share/qemu/bios-256k.bin"], "firmware");
        return folder["prefix"];
    }

    /// <summary>This machine as if it were another one.</summary>
    private sealed class DistantHost(IHost host) : HostDecorator(host)
    {
        public override HostConnection Connection => new SshConnection(new SshDestination("elsewhere.example"));
    }
}
