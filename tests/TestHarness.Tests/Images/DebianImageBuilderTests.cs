using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Images;

namespace TestHarness.Tests.Images;

[TestFixture]
[Parallelizable]
internal sealed partial class DebianImageBuilderTests
{
    private const string Targets = """
        printf 'Debian\tDebian\tmain\thttp://mirror.example/debian/\tduke\n'
        printf 'Debian\tDebian-Security\tmain\thttp://mirror.example/security/\tduke-security\n'
        printf 'Debian\tDebian Backports\tmain\thttp://mirror.example/debian/\tduke-backports\n'
        printf 'Other\tOther\tmain\thttp://other.example/\tstable\n'
        """;

    private const string Uri = "'http://x/linux-image-6.9_1_amd64.deb' linux-image-6.9_1_amd64.deb 3 SHA256:0";

    private AptHost _host = null!;

    private string Images => Path.Combine(_host.Cache, "debian-guest");

    [SetUp]
    public void SetUp() => _host = new AptHost();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task A_machine_whose_apt_has_no_list_of_Debian_fails_with_the_command_to_run()
    {
        _host.Replace("apt-get", "printf 'Ubuntu\\tUbuntu\\tmain\\thttp://mirror.example/\\tnoble\\n'");

        Assert.That(
            (await RefusedAsync()).Message,
            Does.StartWith("[preflight] this machine's apt has no package list of Debian").And.Contains("'apt-get update'"));
    }

    [Test]
    public async Task A_machine_whose_apt_lacks_a_package_fails_with_the_release_and_the_command_to_run()
    {
        _host.Replace(
            "apt-get", $"case $* in *indextargets*) {Targets} ;; *) echo 'E: no package syslinux' >&2; exit 100 ;; esac");

        Assert.That(
            (await RefusedAsync()).Message,
            Is.EqualTo(
                "[preflight] apt does not know all packages of the Debian guest in duke: run './harness setup' or "
                    + "'apt-get update' first (apt's output: E: no package syslinux)"));
    }

    [Test]
    public async Task The_release_is_taken_with_its_security_updates_and_nothing_else()
    {
        _host.Replace("apt-get", Targets);

        var suite = await DebianSuite.FindAsync(_host, CancellationToken.None);

        const string Source = "deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]";
        Assert.That(suite.Name, Is.EqualTo("duke"));
        Assert.That(suite.Sources, Is.EqualTo(
        [
            $"{Source} http://mirror.example/debian/ duke main",
            $"{Source} http://mirror.example/security/ duke-security main",
        ]));
    }

    [Test]
    public async Task A_build_that_fails_leaves_nothing_and_the_next_one_takes_the_image_that_is_there()
    {
        Skip.UnlessInstalled(SkipReason.NoImageTool, [.. DebianImageBuilder.Tools.Select(tool => tool.Program)]);
        PrepareApt();
        _host.Replace("mmdebstrap", "echo 'no space left' >&2; exit 1");

        var failure = await RefusedAsync();

        Assert.That(failure.FailureClass, Is.EqualTo(FailureClass.Provision));
        Assert.That(failure.Message, Does.Contain("no space left"));
        Assert.That(Directory.GetDirectories(Images), Is.Empty);

        Directory.CreateDirectory(Path.Combine(Images, Key().Match(failure.Message).Value));
        var image = await new DebianImageBuilder(_host, _host.Cache).BuildAsync();
        Assert.That(image.Description, Does.StartWith("Debian duke with linux-image-6.9 and 1 packages"));
        Assert.That(Directory.GetDirectories(Images), Is.EqualTo([image.Directory]));
    }

    [Test]
    public async Task Apt_is_asked_again_only_after_its_lists_have_changed()
    {
        Skip.UnlessInstalled(SkipReason.NoImageTool, [.. DebianImageBuilder.Tools.Select(tool => tool.Program)]);
        PrepareApt();
        _host.Replace("mmdebstrap", "exit 1");
        Directory.CreateDirectory(Path.Combine(Images, Key().Match((await RefusedAsync()).Message).Value));
        var image = await new DebianImageBuilder(_host, _host.Cache).BuildAsync();
        _host.Replace("apt-get", "echo 'E: apt was asked' >&2; exit 100");

        Assert.That(await new DebianImageBuilder(_host, _host.Cache).BuildAsync(), Is.EqualTo(image));

        await File.WriteAllTextAsync(Path.Combine(Lists, "mirror.example_dists_duke-updates_main_Packages"), "");
        Assert.That((await RefusedAsync()).Message, Does.Contain("apt was asked"));
    }

    [Test]
    public async Task The_packages_are_listed_with_their_checksums()
    {
        Skip.UnlessInstalled(SkipReason.NoImageTool, [.. DebianImageBuilder.Tools.Select(tool => tool.Program)]);
        var recipe = ImageRecipe.Of(typeof(DebianImage).Assembly, "debian/");
        PrepareApt();
        var suite = await DebianSuite.FindAsync(_host, CancellationToken.None);
        var state = Directory.CreateDirectory(Path.Combine(_host.Cache, "apt")).FullName;

        var packages = await suite.ResolveAsync(_host, recipe.Files["apt.sh"], state, ["sudo"], CancellationToken.None);

        Assert.That(packages, Is.EqualTo(["linux-image-6.9_1_amd64.deb 3 SHA256:0"]));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(state, "sources.list")), Is.EqualTo(suite.Sources));
    }

    private string Lists => Path.Combine(Path.GetDirectoryName(_host.Cache)!, "lists");

    private void PrepareApt()
    {
        var lists = Directory.CreateDirectory(Lists).FullName;
        File.WriteAllText(Path.Combine(lists, "mirror.example_dists_duke_main_Packages"), "");
        _host.Replace("apt-config", $"echo \"lists='{lists}'\"");
        _host.Replace("apt-get", $"case $* in *indextargets*) {Targets} ;; *--print-uris*) echo \"{Uri}\" ;; esac");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{8}")]
    private static partial Regex Key();

    private async Task<HarnessException> RefusedAsync() =>
        (await Assert.ThrowsAsync<HarnessException>(() => new DebianImageBuilder(_host, _host.Cache).BuildAsync()))!;
}
