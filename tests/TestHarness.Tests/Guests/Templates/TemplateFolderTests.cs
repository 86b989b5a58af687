using TestHarness.Guests.Templates;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Guests.Templates;

internal sealed class TemplateFolderTests
{
    private readonly TemporaryDirectory _cache = new();
    private TemplateFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TemplateFolder(new CacheHost("host1", _cache.Path));

    [TearDown]
    public void Remove() => _cache.Dispose();

    [Test]
    public async Task A_template_is_there_once_it_was_published()
    {
        var (path, template) = await _folder.FindAsync("key", CancellationToken.None);
        Assert.That((path, template), Is.EqualTo((_cache["testharness/guest-templates/key"], (Template?)null)));

        await PublishAsync("key");

        Assert.That(await _folder.FindAsync("key", CancellationToken.None), Is.EqualTo((path, new Template(path, null))));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Is.EqualTo(new[] { path }), "what was written was renamed");
    }

    [Test]
    public async Task The_eight_templates_that_were_used_last_are_kept()
    {
        for (var number = 0; number < 8; number++)
            File.SetLastWriteTimeUtc(await PublishAsync($"{number}"), DateTime.UtcNow.AddMinutes(number - 60));
        await _folder.FindAsync("0", CancellationToken.None);

        var folder = Path.GetDirectoryName(await PublishAsync("8"))!;

        Assert.That(
            Directory.GetFiles(folder).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "0", "2", "3", "4", "5", "6", "7", "8" }));
    }

    [Test]
    public async Task A_template_knows_the_disk_of_its_guest()
    {
        var path = await PublishAsync("key", "a1b2");

        Assert.That((await _folder.FindAsync("key", CancellationToken.None)).Template, Is.EqualTo(new Template(path, "a1b2")));

        await _folder.RemoveAsync(path, CancellationToken.None);

        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Is.Empty);
    }

    [Test]
    public async Task Disks_do_not_count_among_the_eight_templates()
    {
        for (var number = 0; number < 9; number++)
            File.SetLastWriteTimeUtc(await PublishAsync($"{number}", "a1b2"), DateTime.UtcNow.AddMinutes(number - 60));

        var folder = _cache["testharness/guest-templates"];
        Assert.That(
            Directory.GetFiles(folder).Select(Path.GetFileName),
            Is.EquivalentTo(Enumerable.Range(1, 8).SelectMany(number => new[] { $"{number}", $"{number}.disk" })));
    }

    [Test]
    public async Task Only_the_user_reads_a_template()
    {
        var folder = Path.GetDirectoryName(await PublishAsync("key"))!;

        Assert.That(
            File.GetUnixFileMode(folder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    private async Task<string> PublishAsync(string key, string? disk = null)
    {
        var (path, _) = await _folder.FindAsync(key, CancellationToken.None);
        await File.WriteAllTextAsync($"{path}.new", "state");
        await _folder.PublishAsync($"{path}.new", path, disk, CancellationToken.None);
        return path;
    }
}
