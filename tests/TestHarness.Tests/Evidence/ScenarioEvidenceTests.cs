using TestHarness.Evidence;
using TestHarness.Failures;

namespace TestHarness.Tests.Evidence;

public sealed class ScenarioEvidenceTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("testharness-evidence-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Each_file_is_attached_once_as_soon_as_it_exists()
    {
        var evidence = Create("A guest survives ping-pong: 2 legs!");

        evidence.AppendLine("qmp.jsonl", "{}", "application/jsonl");
        evidence.AppendLine("qmp.jsonl", "{}", "application/jsonl");
        evidence.Write("plot.svg", "<svg/>", "image/svg+xml");

        var scenario = Path.Combine(folder, "a-guest-survives-ping-pong-2-legs");
        Assert.That(evidence.Folder, Is.EqualTo(scenario));
        Assert.That(File.ReadAllText(Path.Combine(scenario, "qmp.jsonl")), Is.EqualTo("{}\n{}\n"));
        Assert.That(evidence.Attachments, Is.EqualTo(new[]
        {
            new Attachment("qmp.jsonl", Path.Combine(scenario, "qmp.jsonl"), "application/jsonl"),
            new Attachment("plot.svg", Path.Combine(scenario, "plot.svg"), "image/svg+xml"),
        }));
    }

    [Test]
    public void Scenarios_of_the_same_name_have_folders_of_their_own() =>
        Assert.That(
            new[] { "Pings", "pings!", "…" }.Select(name => Path.GetFileName(Create(name).Folder)),
            Is.EqualTo(new[] { "pings", "pings-2", "scenario" }));

    [Test]
    public void No_secret_reaches_a_file()
    {
        using var secret = new EnvironmentVariable("hunter2 it's");
        var evidence = Create("x", SecretRedactor.OfVariables(secret.Name));
        var source = Path.Combine(folder, "console");
        File.WriteAllText(source, "login: root\nPassword: hunter2 it's\n");

        evidence.Write("a", "one hunter2 it's two");
        evidence.AppendLine("b", """{"x":"hunter2 it\u0027s"} """);
        evidence.Import("c", source);

        var written = string.Concat(Directory.GetFiles(evidence.Folder).Order().Select(File.ReadAllText));
        Assert.That(written, Does.Not.Contain("hunter2").And.Contains($"one [secret {secret.Name}] two").And.Contains("login: root"));
    }

    [Test]
    public void Lines_of_several_threads_stay_whole()
    {
        var evidence = Create("x");

        Parallel.For(0, 200, i => evidence.AppendLine("log", $"line {i}"));

        Assert.That(File.ReadAllLines(Path.Combine(evidence.Folder, "log")), Is.EquivalentTo(Enumerable.Range(0, 200).Select(i => $"line {i}")));
        Assert.That(evidence.Attachments, Has.Length.EqualTo(1));
    }

    [TestCase("../x")]
    [TestCase("a/b")]
    [TestCase("")]
    [TestCase("..")]
    public void A_name_that_leaves_the_folder_is_refused(string name) =>
        Assert.That(() => Create("x").Write(name, ""), Throws.ArgumentException);

    [Test]
    public void A_folder_that_cannot_be_written_is_a_clear_error() =>
        Assert.That(
            () => ScenarioEvidence.Create("/proc/none", "x", SecretRedactor.None),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config] no evidence can be written to /proc/none"));

    private ScenarioEvidence Create(string scenario, SecretRedactor? redactor = null) =>
        ScenarioEvidence.Create(folder, scenario, redactor ?? SecretRedactor.None);
}
