using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Commands;

/// <summary>Bad input is named, and nothing is run.</summary>
public sealed class MistakesTests
{
    private const string EmptyFolder = "<empty>";

    private static readonly string Mistakes = HarnessProcess.Fixture("mistakes");

    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    [TestCase("run")]
    [TestCase("validate")]
    public async Task Names_every_mistake_of_every_file_with_its_place(string command)
    {
        var result = await _harness.RunAsync(command, Mistakes);
        string[] expected =
        [
            "cells.feature:5:7: inconsistent cell count within the table",
            "needs.feature:2:3: [config] tag '@hosts:two': expected a number of hosts",
            "nothing_to_check.feature:2:3: [config] the scenario has no When and no Then of its own",
            "nothing_to_run.feature:2:3: [config] the scenario has no steps",
            "nothing_to_run.feature:7:5: [config] the Examples have no rows",
            "syntax.feature:4:5: expected: ",
            "table.feature:6:7: [config] 'turbo' is not a value of the migration option 'mode'; accepted: precopy, postcopy",
            "table.feature:9:7: [config] expected a table with the columns option, value, found setting, value",
            "undefined.feature:4:5: no step definition for 'When the moon is 3 times full'",
            "[When(\"the moon is {int} times full\")]",
        ];
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            foreach (var line in expected)
                Assert.That(result.Error, Does.Contain(line));
            Assert.That(result.Error, Does.Contain($"{Mistakes}/cells.feature:5:7"));
            Assert.That(Directory.Exists(_harness.Reports), Is.False);
        });
    }

    [TestCase("no such feature file or folder", "run", "nowhere.feature")]
    [TestCase("there is no option '--bogus'", "run", "--bogus")]
    [TestCase("tag expression, position 7", "run", "--tags", "@x and")]
    [TestCase("has tags that match '@nobody'; there are @", "run", "--tags", "@nobody")]
    [TestCase("there is no environment 'nowhere': expected ", "run", "--env", "nowhere")]
    [TestCase("there is no environment 'nowhere': expected ", "validate", "--env", "nowhere")]
    [TestCase("nowhere.yaml cannot be read", "check", "--env", "/nowhere.yaml")]
    [TestCase("there is no scenario in ", "list", EmptyFolder)]
    [TestCase("'harness --help' shows the usage", "frobnicate")]
    public async Task Refuses(string message, params string[] arguments)
    {
        arguments = [.. arguments.Select(argument => argument == EmptyFolder ? _harness.Folder : argument)];
        var result = await _harness.RunAsync(arguments);
        Assert.Multiple(() =>
        {
            Assert.That(result.Error, Does.Contain(message));
            Assert.That(result.ExitCode, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Names_every_mistake_of_an_environment()
    {
        var result = await _harness.RunAsync("validate", "--env", HarnessProcess.Fixture("wrong.yaml"));
        Assert.Multiple(() =>
        {
            Assert.That(result.Error, Does.Contain("wrong.yaml:4:5: ").And.Contain("wrong.yaml:5:1: "));
            Assert.That(result.ExitCode, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Refuses_reports_that_cannot_be_written()
    {
        var file = Path.Combine(_harness.Folder, "file");
        await File.WriteAllTextAsync(file, "");
        var result = await _harness.RunAsync("run", HarnessProcess.Fixture("outcomes.feature"), "--reports", file);
        Assert.Multiple(() =>
        {
            Assert.That(result.Error, Does.Contain("reports cannot be written to"));
            Assert.That(result.ExitCode, Is.EqualTo(2));
        });
    }
}
