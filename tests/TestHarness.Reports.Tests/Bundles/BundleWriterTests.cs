using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Reports.Bundles;
using TestHarness.Reports.Recording;
using TestHarness.Reports.Records;
using TestHarness.Reports.Tests.Records;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Texts;

namespace TestHarness.Reports.Tests.Bundles;

/// <summary>The bundles that a run makes, read as a person with another ZIP program and as the harness read them.</summary>
public sealed class BundleWriterTests
{
    private const string Secret = "th-bundle-hunter2";
    private const string Variable = "TESTHARNESS_BUNDLE_TEST_SECRET";
    private const string Address = "rack7.private.example.org";

    private const string Outline = """
        Feature: Moves
          Scenario Outline: Moves <count> times
            Given <count> moves
            Examples:
              | count |
              | 1     |
              | 2     |
        """;

    private string _reports = "";
    private RunRecording _recording = null!;

    [SetUp]
    public void Start()
    {
        Environment.SetEnvironmentVariable(Variable, Secret);
        _reports = Directory.CreateTempSubdirectory("th-bundles-").FullName;
        _recording = RunRecording.Start(_reports, TextOutlet.WithoutSecrets, RecordLines.Run());
    }

    [TearDown]
    public void End()
    {
        _recording.Dispose();
        Directory.Delete(_reports, recursive: true);
        Environment.SetEnvironmentVariable(Variable, null);
    }

    [Test]
    public void A_failed_example_is_found_again_by_line_and_title()
    {
        var example = FeatureFile.Parse(Outline, "moves.feature").Scenarios[1];

        var line = Run(example, BundleMode.Failed, hasFailed: true);
        var read = FeatureSet.Load([PathOf(line)]);

        Assert.Multiple(() =>
        {
            Assert.That(line.Bundle, Is.EqualTo("bundles/moves-2-times.zip"));
            Assert.That(read.Errors, Is.Empty);
            Assert.That(
                read.Scenarios.Select(scenario => (scenario.Title, scenario.Location.Line, scenario.Feature.FullPath)),
                Is.EqualTo(new[] { ("Moves 2 times", 7, PathOf(line)) }));
            Assert.That(read.Features[0].Text.Text, Is.EqualTo(Outline));
            Assert.That(read.Features[0].Bundle!.Outcome, Is.EqualTo("failed [migration]"));
            Assert.That(Directory.GetFiles(Path.GetDirectoryName(PathOf(line))!), Has.Length.EqualTo(1), "nothing beside it");
        });
    }

    [TestCase(BundleMode.Failed, true, true)]
    [TestCase(BundleMode.Failed, false, false)]
    [TestCase(BundleMode.Always, false, true)]
    [TestCase(BundleMode.Never, true, false)]
    public void The_mode_says_which_scenarios_get_one(BundleMode mode, bool hasFailed, bool expected) =>
        Assert.That(Run(Plan(), mode, hasFailed).Bundle, expected ? Is.Not.Null : Is.Null);

    [Test]
    public void Two_scenarios_of_one_title_get_two_bundles()
    {
        Run(Plan(), BundleMode.Always, hasFailed: false);
        Assert.That(Run(Plan(), BundleMode.Always, hasFailed: false).Bundle, Is.EqualTo("bundles/a-2.zip"));
    }

    [Test]
    public void No_secret_and_no_way_to_a_host_is_in_any_file()
    {
        var evidence = Evidence(("commands.jsonl", $"ssh root@{Address} echo {Secret}\n"), ("reproduce.sh", $"ssh {Address}\n"));
        var line = Run(FeatureFile.Parse($"Feature: F\n  Scenario: A {Secret}\n    Given {Secret}", "f.feature").Scenarios[0],
            BundleMode.Failed, hasFailed: true, evidence);

        var files = Unpack(line);

        Assert.Multiple(() =>
        {
            foreach (var (name, content) in files)
            {
                Assert.That(content, Does.Not.Contain(Secret), name);
                Assert.That(content, Does.Not.Contain(Address), name);
                Assert.That(content, Does.Not.Contain("/keys/mine"), name);
            }

            Assert.That(files["evidence/commands.jsonl"], Does.Contain($"root@[address-of-host2] echo [secret {Variable}]"));
            Assert.That(files["environment.json"], Does.Contain("\"kind\": \"ssh\"").And.Contains("\"kind\": \"DeviceLun\""));
            Assert.That(files["environment.json"], Does.Contain("\"name\": \"host2\"").And.Contains(Variable));
            Assert.That(FeatureSet.Load([PathOf(line)]).Scenarios.Single().Title, Is.EqualTo($"A [secret {Variable}]"));
        });
    }

    [Test]
    public void It_has_the_versions_the_result_and_a_word_on_each_file()
    {
        var files = Unpack(Run(Plan(), BundleMode.Always, hasFailed: true, Evidence(("qmp.jsonl", "{}\n"))));

        Assert.Multiple(() =>
        {
            Assert.That(files.Keys, Is.SupersetOf(new[]
            {
                "README.txt", "bundle.json", "environment.json", "evidence/qmp.jsonl", "hosts.json", "scenario.feature",
                "scenario.json",
            }));
            using var scenario = JsonDocument.Parse(files["scenario.json"]);
            Assert.That(scenario.RootElement.GetProperty("failureClass").GetString(), Is.EqualTo("migration"));
            Assert.That(files["hosts.json"], Does.Contain("QEMU-7.2").And.Contains("libvirt-9"));
            Assert.That(files["README.txt"], Does.Contain("./harness run THIS-BUNDLE.zip").And.Contains("QEMU-7.2"));
        });
    }

    [Test]
    public void Large_evidence_is_cut_and_the_bundle_says_so()
    {
        var evidence = Evidence(("guest-serial.log", ""));
        using (var log = File.OpenWrite(Path.Combine(evidence, "guest-serial.log")))
            log.SetLength(BundleArchive.FileBytes + 1);
        foreach (var number in Enumerable.Range(0, BundleArchive.Files))
            File.WriteAllText(Path.Combine(evidence, $"file-{number}"), "x");

        var line = Run(Plan(), BundleMode.Failed, hasFailed: true, evidence);

        Assert.Multiple(() =>
        {
            Assert.That(
                Unpack(line)["README.txt"], Does.Contain("guest-serial.log: a bundle has at most 200 files of evidence"));
            Assert.That(FeatureSet.Load([PathOf(line)]).Errors, Is.Empty, "a reader accepts what a writer makes");
        });
    }

    [Test]
    public void A_feature_that_packs_well_is_accepted_by_the_reader()
    {
        var comment = string.Concat(Enumerable.Repeat($"#{new string('x', 1000)}\n", 3000));
        var plan = FeatureFile.Parse($"{comment}Feature: F\n  Scenario: A\n    Given a", "f.feature").Scenarios[0];

        Assert.That(FeatureSet.Load([PathOf(Run(plan, BundleMode.Failed, hasFailed: true))]).Errors, Is.Empty);
    }

    [Test]
    public void A_bundle_that_cannot_be_written_is_told_and_changes_no_verdict()
    {
        File.WriteAllText(Path.Combine(_recording.Folder, BundleWriter.FolderName), "a file is in the way");

        var line = Run(Plan(), BundleMode.Always, hasFailed: false);

        Assert.Multiple(() =>
        {
            Assert.That((line.Outcome, line.Bundle), Is.EqualTo((ScenarioOutcome.Passed, (string?)null)));
            Assert.That(line.Cut, Has.One.StartsWith("the bundle could not be written: "));
        });
    }

    [Test]
    public void A_full_disk_leaves_no_part_of_a_bundle()
    {
        var evidence = Evidence(("qmp.jsonl", ""));
        Directory.CreateDirectory(Path.Combine(_recording.Folder, BundleWriter.FolderName));
        File.WriteAllBytes(Path.Combine(evidence, "big"), RandomNumberGenerator.GetBytes(1 << 16));
        // A link to a full device takes the place of the temporary file.
        File.CreateSymbolicLink(Path.Combine(_recording.Folder, BundleWriter.FolderName, "a.zip.tmp"), "/dev/full");

        var line = Run(Plan(), BundleMode.Failed, hasFailed: true, evidence);

        Assert.That(line.Cut, Has.One.StartsWith("the bundle could not be written: "));
        Assert.That(Directory.GetFiles(Path.Combine(_recording.Folder, BundleWriter.FolderName)), Is.Empty);
    }

    private static ScenarioPlan Plan() =>
        FeatureFile.Parse("Feature: F\n  Scenario: A\n    Given a", "f.feature").Scenarios[0];

    private string Evidence(params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_reports, "evidence", _recording.Id, "a")).FullName;
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(folder, name), text);
        return folder;
    }

    private string PathOf(ScenarioLine line) => Path.Combine(_recording.Folder, line.Bundle!);

    private Dictionary<string, string> Unpack(ScenarioLine line)
    {
        using var archive = ZipFile.OpenRead(PathOf(line));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }

    private ScenarioLine Run(ScenarioPlan plan, BundleMode mode, bool hasFailed, string? evidence = null)
    {
        var about = new BundledRun(_recording.Id, "1.2.3", Lab(), new HostsLine
        {
            Hosts = [new HostRecord("host2", "Linux", "EPYC") { Qemu = "QEMU-7.2", Accelerator = "tcg", Libvirt = "libvirt-9" }],
        });
        var recorder = new RunRecorder(_recording, () => null)
        {
            Bundles = new BundleWriter(mode, TextOutlet.WithoutSecrets, () => about),
        };
        recorder.ScenarioStarted(plan);
        if (evidence is not null)
            recorder.FactAdded(new Labs.LabReport(evidence, [], [], [], 0) { Hosts = ["host2"] });
        ImmutableArray<Exception> errors = hasFailed ? [new HarnessException(FailureClass.Migration, "it failed")] : [];
        recorder.ScenarioFinished(
            ScenarioResult.Of(plan, null, RecordLines.Started, TimeSpan.FromSeconds(1), errors, strict: false));
        return _recording.Read().Scenarios.Single(scenario => scenario.Title.StartsWith(plan.Title[0])).Attempts[^1];
    }

    private static LabEnvironment Lab() => new()
    {
        Name = "lab",
        Secrets = [Variable],
        Hosts =
        [
            new HostDescription("host1", new LocalConnection(), null, [], []),
            new HostDescription(
                "host2", new SshConnection(new SshDestination(Address, "root", IdentityFile: "/keys/mine")), null, [], []),
        ],
        Luns = [new DeviceLun("lun0", "naa.5000c500a1b2c3d4")],
        Guest = new GuestDescription { Login = new GuestLogin("root", Variable, "/keys/mine") },
    };
}
