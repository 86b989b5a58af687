using System.Text;
using TestHarness.Environments;
using TestHarness.Evidence;
using TestHarness.Failures;

namespace TestHarness.Tests.Evidence;

[Parallelizable]
public sealed class ScenarioEvidenceTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("testharness-evidence-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Each_file_is_attached_once_as_soon_as_it_exists()
    {
        var evidence = Create("A guest survives ping-pong: 2 legs!");

        using (var qmp = evidence.Open("qmp.jsonl", "application/jsonl"))
            qmp.Write("{}\n{}\n"u8);
        evidence.Write("plot.svg", "<svg>", "image/svg+xml");
        evidence.Write("plot.svg", "<svg/>", "image/svg+xml");

        var scenario = Path.Combine(_folder, "a-guest-survives-ping-pong-2-legs");
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

        evidence.Write("a", "one hunter2 it's two");
        using (var raw = evidence.Open("b"))
        {
            raw.Write(Encoding.UTF8.GetBytes("""{"x":"hunter2 it\u00"""));
            raw.Write(Encoding.UTF8.GetBytes("""27s"} """));
        }

        var written = string.Concat(Directory.GetFiles(evidence.Folder).Order().Select(File.ReadAllText));
        Assert.That(written, Does.Not.Contain("hunter2").And.Contains($"one [secret {secret.Name}] two"));
    }

    [Test]
    public void The_name_of_a_folder_has_no_secret()
    {
        using var secret = new EnvironmentVariable("hunter2");

        Assert.That(Create("login with hunter2", SecretRedactor.OfVariables(secret.Name)).Folder, Does.Not.Contain("hunter2"));
    }

    [Test]
    public void Files_of_several_threads_are_all_there()
    {
        var evidence = Create("x");

        Parallel.For(0, 200, number => evidence.Write($"{number}", $"{number}"));

        Assert.That(
            evidence.Attachments.Select(file => File.ReadAllText(file.Path)),
            Is.EquivalentTo(Enumerable.Range(0, 200).Select(n => $"{n}")));
    }

    [Test]
    public void Evidence_over_a_limit_is_cut_and_named()
    {
        var evidence = Create("x", run: new EvidenceRun(new LimitSettings { Scenario = new ByteSize(100_000) }));
        using (var raw = evidence.Open("serial.log", limit: new ByteSize(20_000)))
            raw.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a line\n", 100_000))));
        evidence.Write("large", string.Concat(Enumerable.Repeat("a line\n", 100_000)));
        evidence.Write("small", "text");
        File.WriteAllBytes(evidence.PathOf("capture", "application/octet-stream"), new byte[200_000]);

        var said = evidence.Complete();

        Assert.That(Directory.GetFiles(evidence.Folder).Sum(file => new FileInfo(file).Length), Is.LessThan(100_000));
        Assert.That(File.ReadAllText(Path.Combine(evidence.Folder, "small")), Is.EqualTo("text"));
        var named = File.ReadAllLines(Path.Combine(evidence.Folder, ScenarioEvidence.CutFile));
        Assert.That(named.Select(line => line.Split(':')[0]), Is.EqualTo(new[] { "serial.log", "large", "capture" }));
        Assert.That(named, Has.All.Match("^[a-z.]+: [0-9]+ of [0-9]+ bytes were left out, as a limit was reached$"));
        Assert.That(said, Is.EqualTo($"the evidence is not whole: {string.Join("; ", named)}"));
        Assert.That(evidence.Complete(), Is.Null);
    }

    [Test]
    public void A_run_that_nears_its_limit_leaves_room_for_later_scenarios()
    {
        var run = new EvidenceRun(new LimitSettings { Scenario = new ByteSize(1_000_000), Run = new ByteSize(4_000_000) });
        for (var scenario = 0; scenario < 50; scenario++)
        {
            var evidence = Create("x", run: run);
            evidence.Write("large", string.Concat(Enumerable.Repeat("a line\n", 1_000_000)));
            Assert.That(evidence.Complete(), Is.Not.Null);
        }

        var files = new DirectoryInfo(_folder).GetFiles("large", SearchOption.AllDirectories).ToArray();
        Assert.That(files.Sum(file => file.Length), Is.LessThan(4_000_000));
        Assert.That(files.Select(file => file.Length), Has.All.GreaterThan(1000));
    }

    [Test]
    public void Space_that_a_scenario_does_not_use_is_free_for_others()
    {
        var run = new EvidenceRun(new LimitSettings { Scenario = new ByteSize(1_000_000), Run = new ByteSize(16_000_000) });
        for (var scenario = 0; scenario < 50; scenario++)
        {
            var evidence = Create("x", run: run);
            evidence.Write("small", "text");
            evidence.Complete();
        }

        var last = Create("x", run: run);
        last.Write("a", new string('x', 400_000));

        Assert.That(last.Complete(), Is.Null);
    }

    [Test]
    public void Evidence_that_cannot_be_written_is_named_and_nothing_throws()
    {
        var evidence = Create("x");
        var raw = evidence.Open("serial.log");
        Directory.Delete(evidence.Folder, recursive: true);

        raw.Write(new byte[100_000_000]);
        raw.Dispose();
        evidence.Write("late", "text");

        Assert.That(
            evidence.Complete(), Does.StartWith("the evidence is not whole: serial.log: could not be written: Could not find")
                .And.Contain("; late: could not be written: "));
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

    private ScenarioEvidence Create(string scenario, SecretRedactor? redactor = null, EvidenceRun? run = null) =>
        ScenarioEvidence.Create(_folder, scenario, redactor ?? SecretRedactor.None, run);
}
