using TestHarness.Hostile.Tests.Corpus;
using TestHarness.Hostile.Tests.Jail;

namespace TestHarness.Hostile.Tests;

/// <summary>Each file of <c>tests/hostile</c> is refused with its position, or runs and is harmless.</summary>
internal sealed class HostileCorpusTests
{
    private const int LeastFiles = 100;

    private HostileRun _run = null!;

    [OneTimeSetUp]
    public async Task RunAsync()
    {
        HostileJail.Require();
        _run = await HostileRun.MakeAsync();
    }

    [TestCaseSource(typeof(HostileFile), nameof(HostileFile.All))]
    public void A_hostile_file_is_refused_or_harmless(HostileFile file)
    {
        if (file.Refusal is { } refusal)
            ExpectRefusal(file, refusal);
        else if (file.IsCommandLine)
            ExpectHarmlessLaunch(file);
        else
            ExpectHarmlessRun(file);
    }

    [Test]
    public void Reading_hostile_files_does_no_harm() => Assert.That(_run.Jails.Reading.Harm, Is.Empty);

    [Test]
    public void Launching_hostile_command_lines_does_no_harm() => Assert.That(_run.Jails.Launching.Harm, Is.Empty);

    [Test]
    public void Running_hostile_scenarios_does_no_harm() => Assert.That(_run.Jails.Running.Harm, Is.Empty);

    [Test]
    public void The_corpus_is_large_and_its_names_are_unique() => Assert.Multiple(() =>
    {
        Assert.That(HostileFile.All, Has.Length.AtLeast(LeastFiles));
        Assert.That(HostileFile.All.Select(file => file.Name), Is.Unique);
    });

    /// <summary>
    /// Most files are refused before a host is touched. A mistake that shows only in a running scenario is refused by its step.
    /// </summary>
    private void ExpectRefusal(HostileFile file, string refusal)
    {
        var failures = _run.Results[file.Name].Where(result => !result.IsPassed).Select(result => result.Message).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(_run.Refused[file.Name].Concat(failures), Has.Some.Contains(refusal), file.Intent);
            Assert.That(failures, failures.Length > 0 ? Has.All.StartsWith("[config]") : Is.Empty);
        });
    }

    private void ExpectHarmlessLaunch(HostileFile file)
    {
        Assert.That(_run.Refused[file.Name], Is.Empty, file.Intent);
        Assert.That(_run.Launched[file.Name], Is.EqualTo(["running"]), $"{file.Intent} {_run.Jails.Launching.Error}");
        Assert.That(_run.Results[file.Name], Has.All.Matches<HostileResult>(result => result is { IsPassed: true }), file.Intent);
    }

    private void ExpectHarmlessRun(HostileFile file)
    {
        Assert.That(_run.Refused[file.Name], Is.Empty, file.Intent);
        Assert.That(_run.Results[file.Name], Is.Not.Empty, $"{file.Intent}: it did not run: {_run.Jails.Running.Error}");
        Assert.That(_run.Results[file.Name], Has.All.Matches<HostileResult>(result => result is { IsPassed: true }), file.Intent);
    }
}
