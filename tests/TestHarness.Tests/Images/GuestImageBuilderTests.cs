using System.Text;
using TestHarness.Devices.Registry;
using TestHarness.Failures;
using TestHarness.Images;
using TestHarness.Tests.Guests;

namespace TestHarness.Tests.Images;

[TestFixture]
[Parallelizable]
internal sealed class GuestImageBuilderTests
{
    private static readonly string[] Lookup = ["sh", "apt-cache", "apt-get"];

    private AptHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new AptHost();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    [Category("slow")]
    public async Task Two_builds_at_once_make_one_image_and_apt_is_asked_again_only_after_its_lists_have_changed()
    {
        Workbench.RequireImageTools();
        var lists = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_host.Cache)!, "lists")).FullName;
        _host.Replace("apt-config", $"echo \"lists='{lists}'\"");
        var builder = new GuestImageBuilder(_host, _host.Cache, DeviceKinds.GuestModules);
        var images = await Task.WhenAll(builder.BuildAsync(), builder.BuildAsync());

        Assert.That(images[0], Is.EqualTo(images[1]));
        Assert.That(
            Directory.GetDirectories(Path.Combine(_host.Cache, "guest-image")),
            Is.EqualTo([Path.GetDirectoryName(images[0].Kernel)]));
        Assert.That(new FileInfo(images[0].Initramfs).Length, Is.GreaterThan(500_000));
        Assert.That(Magic(images[0].Kernel), Is.EqualTo("\u007fELF"));
        Assert.That(images[0].Description, Does.Contain("busybox-static"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(images[0].Kernel)!), Has.Length.EqualTo(2));

        var before = _host.Programs.Length;
        var written = File.GetLastWriteTimeUtc(images[0].Kernel);
        Assert.That(await builder.BuildAsync(), Is.EqualTo(images[0]));
        Assert.That(_host.Programs.Skip(before), Is.EqualTo(["sh"]));
        await File.WriteAllTextAsync(Path.Combine(lists, "mirror.example_dists_duke_main_Packages"), "");
        Assert.That(await builder.BuildAsync(), Is.EqualTo(images[0]));
        Assert.That(_host.Programs.Skip(before + 1), Is.EqualTo(Lookup));
        Assert.That(File.GetLastWriteTimeUtc(images[0].Kernel), Is.EqualTo(written));
    }

    [Test]
    [Category("slow")]
    public async Task Without_a_program_that_decompresses_the_kernel_guests_do_that()
    {
        Workbench.RequireImageTools();
        foreach (var program in new[] { "xz", "zstd" })
            _host.Replace(program, "exit 127");

        Assert.That(
            Magic((await new GuestImageBuilder(_host, _host.Cache, DeviceKinds.GuestModules).BuildAsync()).Kernel),
            Does.StartWith("MZ"));
    }

    [Test]
    [Category("slow")]
    public async Task A_build_that_fails_at_its_end_leaves_nothing()
    {
        Workbench.RequireImageTools();
        _host.Replace("gzip", "echo 'no space left' >&2; exit 1");

        Assert.That((await RefusedAsync()).Message, Does.Contain("no space left"));
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_host.Cache, "guest-image")), Is.Empty);
    }

    [Test]
    public async Task A_machine_whose_apt_knows_no_kernel_fails_with_the_command_to_run()
    {
        _host.Replace("apt-cache", "echo 'E: No packages found' >&2; exit 100");

        var failure = await RefusedAsync();

        Assert.That(failure.Message, Is.EqualTo(
            "[preflight] apt knows no package linux-image-amd64: run './harness setup' or 'apt-get update' first (apt's " +
            "output: E: No packages found)"));
    }

    [Test]
    public async Task A_machine_whose_apt_cannot_download_fails_with_the_command_to_run()
    {
        _host.Replace("apt-cache", "echo 'linux-image-amd64'; echo '  Depends: linux-image-6.1.0-1-amd64'");
        _host.Replace("apt-get", "echo \"E: Can't find a source to download\" >&2; exit 100");

        Assert.That(
            (await RefusedAsync()).Message,
            Does.StartWith("[preflight] apt cannot download linux-image-6.1.0-1-amd64 and busybox-static: run ")
                .And.Contains("Can't find a source"));
    }

    [Test]
    public async Task A_build_that_fails_leaves_nothing()
    {
        _host.Replace("apt-cache", "echo '  Depends: linux-image-6.1.0-1-amd64'");
        _host.Replace(
            "apt-get",
            "[ \"$2\" != --print-uris ] || echo \"'http://x/a.deb' a.deb 3 SHA256:0\"; case $* in *--print-uris*) ;; *) echo " +
            "no > a.deb;; esac");

        var failure = await RefusedAsync();

        Assert.That(failure, Has.Property("FailureClass").EqualTo(FailureClass.Provision));
        Assert.That(failure.Message, Does.Contain("dpkg-deb").And.Contains("a.deb"));
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_host.Cache, "guest-image")), Is.Empty);
    }

    private static string Magic(string file)
    {
        using var stream = File.OpenRead(file);
        var magic = new byte[4];
        stream.ReadExactly(magic);
        return Encoding.Latin1.GetString(magic);
    }

    private async Task<HarnessException> RefusedAsync() =>
        (await Assert.ThrowsAsync<HarnessException>(
            () => new GuestImageBuilder(_host, _host.Cache, DeviceKinds.GuestModules).BuildAsync()))!;
}
