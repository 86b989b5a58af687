using TestHarness.Failures;
using TestHarness.Reports.Recording;
using TestHarness.Reports.Records;
using TestHarness.Texts;

namespace TestHarness.Reports.Tests.Records;

public sealed class RunFoldersTests
{
    private string _reports = "";
    private RunFolders _runs = null!;

    [SetUp]
    public void MakeFolder()
    {
        _reports = Directory.CreateTempSubdirectory("th-runs-").FullName;
        _runs = new RunFolders(_reports);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_reports, recursive: true);

    [Test]
    public void The_last_runs_are_kept()
    {
        var ids = Enumerable.Range(0, RunFolders.Kept + 2).Select(number => $"20260102-0304{number:00}-abcd").ToArray();
        foreach (var id in ids)
            Start(id).Dispose();

        Assert.That(_runs.Ids, Is.EqualTo(ids.Skip(2).Reverse()));
    }

    [Test]
    public void A_run_in_progress_is_never_removed()
    {
        using var first = Start("20260102-030405-0000");
        Start("20260102-030406-0000").Dispose();

        _runs.KeepLast(0);

        Assert.Multiple(() =>
        {
            Assert.That(_runs.Ids, Is.EqualTo(new[] { first.Id }));
            Assert.That(_runs.IsInProgress(first.Id), Is.True);
        });
    }

    [Test]
    public void The_evidence_of_runs_in_progress_stays()
    {
        var evidence = Path.Combine(_reports, "evidence");
        var names = Enumerable.Range(0, RunFolders.Kept + 2).Select(number => $"20260102-0304{number:00}-abcd").ToArray();
        foreach (var name in names)
            Directory.CreateDirectory(Path.Combine(evidence, name));
        using var first = Start(names[0]);
        using var last = Start("20260103-000000-abcd");

        last.RemoveOldEvidence(_reports);

        Assert.That(
            Directory.GetDirectories(evidence).Select(Path.GetFileName),
            Is.EquivalentTo(names.Skip(3).Prepend(names[0])));
    }

    [Test]
    public void A_run_is_in_progress_until_its_recording_ends()
    {
        var recording = Start("20260102-030405-0000");
        recording.Dispose();

        Assert.That(_runs.IsInProgress(recording.Id), Is.False);
    }

    [Test]
    public void A_run_in_progress_cannot_be_resumed()
    {
        using var recording = Start("20260102-030405-0000");

        Assert.That(
            () => RunRecording.Resume(recording.Folder, TextOutlet.WithoutSecrets, DateTimeOffset.UtcNow),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo("[config] the run 20260102-030405-0000 is in progress"));
    }

    [TestCase("", "20260103-030405-0001")]
    [TestCase("20260102", "20260102-030405-0000")]
    [TestCase("20260103-030405-0000", "20260103-030405-0000")]
    public void A_run_is_found_by_the_beginning_of_its_name(string name, string found)
    {
        StartThree();

        Assert.That(_runs.Find(name), Is.EqualTo(found));
    }

    [TestCase("20260103", "'20260103' is the beginning of several runs: 20260103-030405-0001, 20260103-030405-0000")]
    [TestCase("2025", "there is no run '2025' in ")]
    [TestCase("../x", "there is no run '../x' in ")]
    public void A_name_of_no_run_or_of_several_is_refused(string name, string message)
    {
        StartThree();

        Assert.That(() => _runs.Find(name), Throws.TypeOf<HarnessException>().With.Message.Contains(message));
    }

    [Test]
    public void No_run_is_found_when_there_is_none() =>
        Assert.That(() => _runs.Find(""), Throws.TypeOf<HarnessException>().With.Message.Contains("there is no run in "));

    [Test]
    public void A_folder_without_a_record_or_with_another_name_is_not_a_run()
    {
        Directory.CreateDirectory(_runs.PathOf("20260102-030405-0000"));
        Directory.CreateDirectory(_runs.PathOf("mine"));
        File.WriteAllText(Path.Combine(_runs.PathOf("mine"), RecordReader.FileName), "");

        Assert.That(_runs.Ids, Is.Empty);
    }

    private void StartThree()
    {
        foreach (var id in new[] { "20260102-030405-0000", "20260103-030405-0000", "20260103-030405-0001" })
            Start(id).Dispose();
    }

    private RunRecording Start(string id) =>
        RunRecording.Start(_reports, TextOutlet.WithoutSecrets, RecordLines.Run() with { Id = id });
}
