using System.Diagnostics;
using System.Xml.Linq;
using TestHarness.Cli.Ci;
using TestHarness.Cli.Tests.Support;
using TestHarness.Cli.Tests.Terminals;
using TestHarness.Reports.Records;
using TestHarness.Steps.World;
using TestHarness.Tests.Texts;

namespace TestHarness.Cli.Tests.Results;

/// <summary>What 'dotnet test' leaves of hostile features: its console output and the .trx file.</summary>
public sealed class FixtureResultsTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("harness-fixtures-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Names_messages_and_output_show_escapes_and_hide_the_secret()
    {
        var program = CopyFixtures();
        HostileFolder.Make(Path.Combine(program, "features"));
        HostileFolder.MakeMistakes(Path.Combine(program, "features"));
        var environment = HostileFolder.MakeEnvironment(_folder, "hostile.yaml");

        var output = await TestAsync(program, environment);

        var trx = XDocument.Load(Path.Combine(_folder, "results", "fixtures.trx"));
        var texts = trx.DescendantNodes().OfType<XText>().Select(text => text.Value)
            .Concat(trx.Descendants().Attributes().Select(attribute => attribute.Value)).Append(output).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(texts, Has.Some.Contain(@"\x1b[31mRED\x1b]0;title\x07"));
            Assert.That(texts, Has.Some.Contain($"[secret {HostileFolder.SecretVariable}]"));
            foreach (var text in texts)
            {
                Assert.That(TerminalMachine.Obeyed(text.Replace("\r\n", "\n", StringComparison.Ordinal)), Is.Empty, text);
                Assert.That(text, Does.Not.Contain(HostileFolder.Secret));
            }
        });
    }

    [TestCase("TestCategory=quick", "NothingIsDoneTwice", "NothingIsDoneTwice_2", """OfWhat("a \"one\"")""")]
    [TestCase("TestCategory=needs:qemu", "NothingIsDoneTwice")]
    public async Task Fixtures_tests_and_categories_have_the_names_of_features_scenarios_and_tags(
        string filter, params string[] names)
    {
        var program = CopyFixtures();
        var features = Directory.CreateDirectory(Path.Combine(program, "features", "a-folder")).FullName;
        File.WriteAllText(Path.Combine(features, "any.feature"), """
            @quick
            Feature: What it's about

              @needs:qemu
              Scenario: Nothing is done twice
                When the guest runs "true"

              Scenario: Nothing is done twice
                When the guest runs "true"

              Scenario Outline: Of "<what>"
                When the guest runs "true"
                Examples:
                  | what    |
                  | a "one" |
            """);

        var output = await TestAsync(program, "local", $"--TestCaseFilter:{filter}");

        XNamespace ns = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
        var tests = XDocument.Load(Path.Combine(_folder, "results", "fixtures.trx")).Descendants(ns + "UnitTest")
            .Select(
                test => $"{(string?)test.Element(ns + "TestMethod")!.Attribute("className")}.{(string?)test.Attribute("name")}");
        Assert.That(
            tests, Is.EquivalentTo(names.Select(name => $"TestHarness.Features.AFolder.WhatItsAboutFeature.{name}")), output);
    }

    [Test]
    public async Task A_test_run_has_a_record()
    {
        var program = CopyFixtures();
        HostileFolder.Make(Path.Combine(program, "features"));

        var output = await TestAsync(program, HostileFolder.MakeEnvironment(_folder, "hostile.yaml"));

        var runs = new RunFolders(Path.Combine(_folder, "reports"));
        Assert.That(runs.Ids, Has.Length.EqualTo(1), output);
        var record = runs.Read(runs.Ids[0]);
        Assert.Multiple(() =>
        {
            Assert.That(record.Scenarios, Is.Not.Empty);
            Assert.That(record.End, Is.Not.Null);
            Assert.That(
                File.ReadAllText(Path.Combine(record.Folder, RecordReader.FileName)), Does.Not.Contain(HostileFolder.Secret));
        });
    }

    [Test]
    public async Task A_known_failure_is_a_skipped_test_with_its_bug()
    {
        var program = CopyFixtures();
        File.WriteAllText(Path.Combine(program, "features", "any.feature"), """
            Feature: F
              Scenario: A
                Then the file "/nonexistent/a" is there
              Scenario: B
                Then the file "/nonexistent/b" is there
            """);
        var environment = Path.Combine(_folder, "environments", "own.yaml");
        File.WriteAllText(
            environment,
            $"name: own\nhosts: [{{ name: host1, connection: local }}]\nbindings: ['{FileScenarios.Assembly}']\n");
        File.WriteAllText(Path.Combine(_folder, "known-issues.yaml"), """
            issues:
              - { scenario: A, class: data, pattern: is not there, bug: 42, owner: jane, expires: 2099-06-30 }
              - { scenario: B, class: qmp, pattern: is not there, bug: 43, owner: jane, expires: 2099-06-30 }
            """);

        var output = await TestAsync(program, environment);

        var tests = TrxFile.ReadAll("tests", Path.Combine(_folder, "results")).Single();
        Assert.That(tests.Skipped.Select(test => test.SkipReason), Is.EqualTo(new[] { TestOutcome.Known }), output);
        Assert.That(
            tests.Skipped[0].Message,
            Does.StartWith("known: bug 42, owner jane, expires 2099-06-30 (known-issues.yaml:2)\n[data] expected the file"));
        Assert.That(tests.Failed.Single().Name, Is.EqualTo("B"));
        Assert.That(output, Does.Contain("not the known issue: bug 43"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_test_run_without_features_fails(bool hasFolder)
    {
        var program = CopyFixtures();
        if (!hasFolder)
            Directory.Delete(Path.Combine(program, "features"));

        var output = await TestAsync(program, "local");

        var result = TrxFile.ReadAll("tests", Path.Combine(_folder, "results")).Single().Failed.SingleOrDefault();
        Assert.That(result?.Message, Does.Contain("[config] expected feature files in ").And.EndWith("found none"), output);
    }

    /// <summary>Copies the built fixtures to a project of their own, with no features in it.</summary>
    private string CopyFixtures()
    {
        File.WriteAllText(Path.Combine(_folder, "TestHarness.sln"), "");
        Directory.CreateDirectory(Path.Combine(_folder, "environments"));
        var built = AppContext.BaseDirectory.Replace("tests/TestHarness.Cli.Tests", "features", StringComparison.Ordinal);
        var program = Directory.CreateDirectory(Path.Combine(_folder, "program")).FullName;
        foreach (var file in Directory.GetFiles(built))
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
        Directory.CreateDirectory(Path.Combine(program, "features"));
        return program;
    }

    private async Task<string> TestAsync(string program, string environment, params string[] options)
    {
        string[] words =
        [
            "vstest", Path.Combine(program, "TestHarness.Features.dll"),
            "--logger:trx;LogFileName=fixtures.trx", "--logger:console;verbosity=detailed",
            $"--ResultsDirectory:{Path.Combine(_folder, "results")}",
            .. options,
        ];
        var start = new ProcessStartInfo("dotnet", words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment[RunSettings.EnvironmentVariable] = environment;
        start.Environment[RunSettings.ReportsVariable] = Path.Combine(_folder, "reports");
        start.Environment["XDG_STATE_HOME"] = Path.Combine(_folder, "state");
        start.Environment[HostileFolder.SecretVariable] = HostileFolder.Secret;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Bound);
        await process.WaitForExitAsync().WaitAsync(Bound);
        return $"{output}{await error}";
    }
}
