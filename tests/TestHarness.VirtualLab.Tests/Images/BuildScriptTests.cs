using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.VirtualLab.Images;

namespace TestHarness.VirtualLab.Tests.Images;

[TestFixture]
internal sealed class BuildScriptTests
{
    private PreparedMachine _machine = null!;
    private string _cache = null!;
    private string _scripts = null!;

    [SetUp]
    public async Task SetUp()
    {
        _machine = new PreparedMachine();
        _cache = Directory.CreateDirectory(Path.Combine(_machine.Folder, "the cache")).FullName;
        _scripts = Path.Combine(_machine.Folder, "scripts");
        await LabHostRecipe.Embedded.WriteAsync(_scripts, CancellationToken.None);
    }

    [TearDown]
    public async Task TearDown() => await _machine.DisposeAsync();

    [Test]
    public async Task A_second_build_waits_for_the_first_says_so_and_takes_its_image()
    {
        var first = await _machine.StartAsync(new Command("flock", Path.Combine(_cache, "lock"), "sleep", "300"));
        await LockedAsync();
        var waits = new TaskCompletionSource<string>();

        var second = new ImageBuild(_machine).RunAsync(
            Build("12-34"), stage => waits.TrySetResult(stage), CancellationToken.None);
        Assert.That(
            await waits.Task.WaitAsync(TimeSpan.FromSeconds(60)), Is.EqualTo("waiting for another build of a lab-host image"));
        Directory.CreateDirectory(Path.Combine(_cache, "12-34"));
        await first.DisposeAsync();

        Assert.That((await second).ExitCode, Is.Zero);
    }

    [Test]
    public async Task Files_of_a_killed_build_are_removed_and_a_build_that_fails_leaves_none()
    {
        Directory.CreateDirectory(Path.Combine(_cache, "build", "scratch", "half"));
        await File.WriteAllTextAsync(
            Path.Combine(_scripts, "apt.sh"), """[ ! -e "$1/../build/scratch/half" ] && echo 'no such package' >&2; exit 100""");

        var result = await _machine.RunAsync(Build("12-34"));

        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.StandardError, Does.Contain("no such package"));
        Assert.That(Directory.GetFileSystemEntries(_cache).Select(Path.GetFileName), Is.EqualTo(["lock"]));
    }

    [Test]
    public async Task A_build_whose_bootstrap_fails_ends_and_leaves_nothing()
    {
        await File.WriteAllTextAsync(Path.Combine(_scripts, "apt.sh"), "exit 0");
        await File.WriteAllTextAsync(Path.Combine(_scripts, "kernel.sh"), "exit 0");
        _machine.Replace("mmdebstrap", "echo 'E: no root file system' >&2; exit 7");

        var result = await _machine.RunAsync(Build("12-34"));

        Assert.That(result.ExitCode, Is.EqualTo(7));
        Assert.That(result.StandardError, Does.Contain("E: no root file system"));
        Assert.That(Directory.GetFileSystemEntries(_cache).Select(Path.GetFileName), Is.EqualTo(["lock"]));
    }

    [Test]
    public async Task Two_images_are_kept_the_current_one_and_the_newest_other()
    {
        string[] keys = ["aa-01", "aa-02", "bb-03", "bb-04"];
        foreach (var (key, age) in keys.Zip([1, 5, 2, 9]))
            Directory.SetLastWriteTimeUtc(
                Directory.CreateDirectory(Path.Combine(_cache, key)).FullName, DateTime.UtcNow.AddHours(-age));
        Directory.CreateDirectory(Path.Combine(_cache, "apt"));

        (await _machine.RunAsync(new Command("sh", Path.Combine(_scripts, "prune.sh"), _cache, "bb-04")))
            .OrThrow(FailureClass.Provision);

        Assert.That(Directory.GetDirectories(_cache).Select(Path.GetFileName), Is.EquivalentTo(["aa-01", "apt", "bb-04"]));
    }

    private Command Build(string key) =>
        new("sh", Path.Combine(_scripts, "build.sh"), _cache, key, "deb http://mirror.invalid/debian trixie main", _scripts);

    /// <summary>The holder of the lock says nothing; that another cannot have it is what there is to wait for.</summary>
    private async Task LockedAsync()
    {
        var held = Command.Shell(
            """for try in $(seq 300); do flock -n "$1" true || exit 0; sleep 0.1; done; exit 1""", Path.Combine(_cache, "lock"));
        (await _machine.RunAsync(held)).OrThrow(FailureClass.Provision);
    }
}
