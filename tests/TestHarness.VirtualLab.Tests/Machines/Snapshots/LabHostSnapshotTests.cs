namespace TestHarness.VirtualLab.Tests.Machines.Snapshots;

internal sealed class LabHostSnapshotTests
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(2);

    private SnapshotFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new SnapshotFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Snapshots_of_other_images_and_parts_that_were_left_are_stale()
    {
        var other = _folder.Make("other", "key", Old);
        var part = _folder.Make("image", "key.x.part", Old);
        var own = _folder.Make("image", "key", Old);

        _folder.Snapshot.DeleteStale();

        Assert.That(new[] { other, part, own }.Where(Directory.Exists), Is.EqualTo([own]));
    }

    [Test]
    public void Snapshots_that_a_second_lab_uses_or_makes_stay()
    {
        var used = _folder.Make("other", "key", Old);
        var made = _folder.Make("image", "key.x.part", TimeSpan.FromMinutes(10));
        (_folder.Snapshot with { ImageKey = "other" }).Touch();

        _folder.Snapshot.DeleteStale();

        Assert.That(new[] { used, made }.Where(Directory.Exists), Is.EqualTo([used, made]));
    }

    [Test]
    public async Task Two_labs_may_delete_the_same_snapshots()
    {
        for (var round = 0; round < 50; round++)
        {
            for (var number = 0; number < 20; number++)
            {
                _folder.Make($"other{number}", "key", Old);
                _folder.Make("image", $"key.{number}.part", Old);
            }

            await Task.WhenAll(Task.Run(_folder.Snapshot.DeleteStale), Task.Run(_folder.Snapshot.DeleteStale));

            Assert.That(_folder.Files, Is.Empty);
        }
    }
}
