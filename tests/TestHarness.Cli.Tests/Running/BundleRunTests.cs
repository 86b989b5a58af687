using System.IO.Compression;
using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Running;

/// <summary>Bundles of failed scenarios, made by a run and run by another.</summary>
public sealed class BundleRunTests
{
    private FileScenarios _scenarios = null!;

    private string Bundle => Path.Combine(_scenarios.Last.Folder, _scenarios.Last.Scenarios[^1].Shown.Bundle!);

    [SetUp]
    public void Start() => _scenarios = new FileScenarios();

    [TearDown]
    public void End() => _scenarios.Dispose();

    [Test]
    public async Task A_failed_scenario_leaves_a_bundle_that_runs_this_scenario_alone()
    {
        _scenarios.Make("A");
        var failed = await _scenarios.RunAsync(_scenarios.WriteLetters("AB"));
        var bundle = Take();
        _scenarios.Make("B");

        var result = await _scenarios.RunAsync(bundle);

        Assert.Multiple(() =>
        {
            Assert.That(failed.Output, Does.Contain("bundle: ").And.Contains("bundles/b.zip"));
            Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
            Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "b: passed of 1" }));
            Assert.That(_scenarios.Last.Run.Paths, Is.EqualTo(new[] { bundle }));
            Assert.That(_scenarios.Last.Scenarios[0].Place, Is.EqualTo($"{bundle}:4"));
            Assert.That(result.Output, Does.Contain("environment there, which is not used: local").And.Contains("failed"));
        });
    }

    [Test]
    public async Task The_failed_scenario_of_a_bundle_is_run_again_from_the_bundle()
    {
        await _scenarios.RunAsync(_scenarios.WriteLetters("A"));
        var bundle = Take();
        await _scenarios.RunAsync(bundle);
        _scenarios.Make("A");

        var again = await _scenarios.RunAsync("--failed");
        File.Delete(bundle);
        var gone = await _scenarios.RunAsync("--failed", _scenarios.Runs.Ids[1]);

        Assert.Multiple(() =>
        {
            Assert.That(again.ExitCode, Is.Zero, again.Output + again.Error);
            Assert.That(gone.ExitCode, Is.EqualTo(2));
            Assert.That(gone.Error, Does.Contain($"{bundle}: no such feature file or folder"));
        });
    }

    [TestCase("never", null)]
    [TestCase("always", "bundles/a.zip")]
    public async Task The_option_says_which_scenarios_leave_one(string mode, string? expected)
    {
        _scenarios.Make("A");
        await _scenarios.RunAsync(_scenarios.WriteLetters("A"), "--bundle", mode);
        Assert.That(_scenarios.Last.Scenarios.Single().Shown.Bundle, Is.EqualTo(expected));
    }

    [Test]
    public async Task List_and_validate_read_bundles_too()
    {
        await _scenarios.RunAsync(_scenarios.WriteLetters("AB"));
        var listed = await _scenarios.Harness.RunAsync("list", Bundle);
        Assert.That(listed.Output, Does.Contain("b.zip:4: B").And.Not.Contains("A\n"));
    }

    [TestCase("run")]
    [TestCase("list")]
    [TestCase("validate")]
    public async Task A_bundle_that_is_not_right_gets_one_error_and_leaves_nothing(string command)
    {
        var bundle = _scenarios.PathOf("slip.zip");
        using (var archive = ZipFile.Open(bundle, ZipArchiveMode.Create))
            archive.CreateEntry("../../evil");

        var result = await _scenarios.Harness.RunAsync(command, bundle);

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
            Assert.That(result.Error, Does.Contain("slip.zip:1:1: [config] expected relative names"));
            Assert.That(result.Error, Does.Contain("'../../evil'"));
            Assert.That(Directory.GetFileSystemEntries(_scenarios.Harness.Folder), Is.EqualTo(new[] { bundle }));
        });
    }

    [Test]
    public async Task A_mode_that_is_not_known_is_a_mistake() =>
        Assert.That((await _scenarios.RunAsync("--bundle", "some")).ExitCode, Is.EqualTo(2));

    /// <summary>Moves the last scenario's bundle away from the run, as its receiver has it.</summary>
    private string Take()
    {
        var taken = _scenarios.PathOf("taken.zip");
        File.Move(Bundle, taken);
        return taken;
    }
}
