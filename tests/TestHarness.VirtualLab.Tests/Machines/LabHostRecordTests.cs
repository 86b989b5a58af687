using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab.Tests.Machines;

public sealed class LabHostRecordTests
{
    private LabHostFolder _folder = new(1, "/");

    [SetUp]
    public void SetUp() => _folder = new(1, Directory.CreateTempSubdirectory("th-record-").FullName);

    [TearDown]
    public void TearDown() => Directory.Delete(_folder.Path, recursive: true);

    [Test]
    public async Task Reads_back_what_was_written_and_leaves_no_part()
    {
        var record = new LabHostRecord("key", "/identity", 40000, DateTimeOffset.UtcNow, "tcg", 1536, 2, LabHostOrigin.Snapshot);
        await record.WriteAsync(_folder, CancellationToken.None);
        Assert.That(await LabHostRecord.ReadAsync(_folder, CancellationToken.None), Is.EqualTo(record));
        Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo(new[] { _folder.Record }));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("{")]
    [TestCase("null")]
    [TestCase("""{ "sshPort": 1 }""")]
    public async Task Takes_a_host_without_a_whole_record_for_half_made(string? content)
    {
        if (content is not null)
            await File.WriteAllTextAsync(_folder.Record, content);
        Assert.That(await LabHostRecord.ReadAsync(_folder, CancellationToken.None), Is.Null);
    }

    [Test]
    public void Keeps_the_logs_of_the_start_before_and_nothing_else()
    {
        foreach (var file in new[] { _folder.SerialLog, _folder.Overlay, _folder.Record, _folder.Monitor })
            File.WriteAllText(file, "first");
        _folder.Prepare();
        Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo(new[] { $"{_folder.SerialLog}.previous" }));
    }

    [Test]
    public void Refuses_a_folder_whose_sockets_have_too_long_a_path() => Assert.That(
        () => new LabHostFolder(1, $"/{new string('x', 100)}").Monitor,
        Throws.Exception.With.Message.StartsWith("[config]").And.Message.Contains("set XDG_STATE_HOME to a shorter path"));
}
