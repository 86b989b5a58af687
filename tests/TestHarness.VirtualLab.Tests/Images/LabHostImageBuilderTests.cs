using TestHarness.Devices.Registry;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Labs;
using TestHarness.VirtualLab.Images;

namespace TestHarness.VirtualLab.Tests.Images;

[TestFixture]
internal sealed class LabHostImageBuilderTests
{
    private PreparedMachine _machine = null!;
    private BootImage _guest = null!;

    [SetUp]
    public void SetUp()
    {
        _machine = new PreparedMachine();
        var file = Path.Combine(_machine.Folder, "guest");
        File.WriteAllText(file, "a kernel and an initramfs");
        _guest = new BootImage(file, file, "test");
    }

    [TearDown]
    public async Task TearDown() => await _machine.DisposeAsync();

    [Test]
    public async Task Without_a_network_the_newest_image_of_the_same_recipe_is_used_and_reported()
    {
        _machine.Replace("apt-get", "echo 'E: no route to the mirror' >&2; exit 100");
        var images = Path.Combine(_machine.Folder, "lab-image");
        var recipe = LabHostRecipe.Embedded.Fingerprint;
        foreach (var (name, age) in new[] { ($"{recipe}-01", 3), ($"{recipe}-02", 2), ("ff-03", 1) })
            Directory.SetLastWriteTimeUtc(
                Directory.CreateDirectory(Path.Combine(images, name)).FullName, DateTime.UtcNow.AddHours(-age));
        var lines = new List<string>();

        var image = await BuildAsync(lines.Add);

        Assert.That(image.Key, Is.EqualTo($"{LabHostRecipe.Embedded.Fingerprint}-02"));
        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0], Does.Contain(image.Key).And.Contains("no route to the mirror"));
    }

    [Test]
    public async Task The_archive_is_asked_again_only_after_the_lists_of_the_machines_apt_have_changed()
    {
        var lists = Directory.CreateDirectory(Path.Combine(_machine.Folder, "lists")).FullName;
        _machine.Replace("apt-config", $"echo \"lists='{lists}'\"");
        _machine.Replace("apt-get", """
            case $* in
                *indextargets*) printf 'Debian\tDebian\tmain\thttp://mirror.example/debian/\n' ;;
                *--print-uris*) echo "'http://mirror.example/a.deb' a.deb 3 SHA256:0" ;;
            esac
            """);
        var content = await _guest.ContentAsync();
        var key = ImageCache.Key(LabHostRecipe.Embedded, [content, "a.deb 3 SHA256:0"]);
        Directory.CreateDirectory(Path.Combine(_machine.Folder, "lab-image", key));
        var image = await BuildAsync(line => Assert.Fail(line));
        Assert.That(image.Key, Is.EqualTo(key));
        _machine.Replace("apt-get", "echo 'E: apt was asked' >&2; exit 100");

        Assert.That(await BuildAsync(line => Assert.Fail(line)), Is.EqualTo(image));

        await File.WriteAllTextAsync(Path.Combine(lists, "mirror.example_dists_duke_main_Packages"), "");
        var lines = new List<string>();
        Assert.That(await BuildAsync(lines.Add), Is.EqualTo(image));
        Assert.That(lines, Has.One.Contains("apt was asked"));
    }

    [Test]
    public async Task Without_a_network_and_without_an_image_the_error_says_what_was_tried()
    {
        _machine.Replace("apt-get", """
            case $* in
                *indextargets*) printf 'Debian\tDebian\tmain\thttp://mirror.example/debian/\n' ;;
                *) echo 'E: no route' >&2; exit 100 ;;
            esac
            """);

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => BuildAsync(line => Assert.Fail(line))))!;

        Assert.That(failure.FailureClass, Is.EqualTo(FailureClass.Preflight));
        Assert.That(
            failure.Message,
            Does.Contain("http://mirror.example/debian/").And.Contains("check the network").And.Contains("E: no route"));
    }

    [Test]
    [Category("lab")]
    [Category("slow")]
    public async Task Builds_an_image_that_has_what_it_says()
    {
        Skip.UnlessInstalled(SkipReason.NoImageTool, [.. LabHostRecipe.Tools.Select(tool => tool.Program)]);
        var guest = await new GuestImageBuilder(_machine, HarnessPaths.Cache, DeviceKinds.GuestModules).BuildAsync();
        var content = await guest.ContentAsync();
        var image = await new LabHostImageBuilder(_machine, HarnessPaths.Cache, guest).BuildAsync(TestContext.Progress.WriteLine);

        Assert.That(
            new[] { image.Kernel, image.Initramfs, image.Disk, image.Qemu, image.QemuImg, image.IdentityFile, image.HostKey },
            Has.All.Matches<string>(File.Exists));
        Assert.That(File.GetUnixFileMode(image.IdentityFile), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(await File.ReadAllTextAsync(image.HostKey), Does.StartWith("ssh-ed25519 "));
        Assert.That(await VersionAsync(image.Qemu), Does.StartWith("QEMU emulator version 10."));
        Assert.That(await VersionAsync(image.QemuImg), Does.StartWith("qemu-img version 10."));
        Assert.That(await DebugfsAsync(image, "cat /etc/fstab"), Does.StartWith("/dev/vda / ext4"));
        Assert.That(await DebugfsAsync(image, "ls -p /proc"), Does.Not.Contain("cmdline"));
        Assert.That(
            await DebugfsAsync(image, $"ls -p /root/{BootImage.HostFolder}/{content}"),
            Does.Contain(BootImage.KernelFile).And.Contains(BootImage.InitramfsFile));
    }

    private Task<LabHostImage> BuildAsync(Action<string> progress) =>
        new LabHostImageBuilder(_machine, _machine.Folder, _guest).BuildAsync(progress);

    private async Task<string> VersionAsync(string program) =>
        (await _machine.RunAsync(new Command(program, "--version"))).OrThrow(FailureClass.Provision).StandardOutput;

    private async Task<string> DebugfsAsync(LabHostImage image, string request) =>
        (await _machine.RunAsync(new Command("/usr/sbin/debugfs", "-R", request, image.Disk)))
            .OrThrow(FailureClass.Provision).StandardOutput;
}
