using TestHarness.Cli.Tests.Support;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Commands;

/// <summary>Step classes of a tester's own assembly (tests/OwnSteps), beside those of the project.</summary>
public sealed class OwnStepsTests
{
    private static readonly string Folder = Path.Combine(RunSettings.Root, "tests", "OwnSteps");

    private static readonly string Feature = Path.Combine(Folder, "features", "processors.feature");

    private static readonly string Assembly = Directory
        .EnumerateFiles(Path.Combine(Folder, "bin"), "MyLab.Steps.dll", SearchOption.AllDirectories)
        .First(file => !file.Contains("/ref", StringComparison.Ordinal));

    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    [Test]
    public async Task Run_beside_the_projects_own_and_fail_as_they_do()
    {
        var result = await _harness.RunAsync("run", Feature, "--steps", Assembly, "--env", "local");
        Assert.Multiple(() =>
        {
            Assert.That(result.Output, Does.Contain("1 passed, 1 failed, 0 skipped"), result.Error);
            Assert.That(result.Output, Does.Contain("host1 has "));
            Assert.That(result.Output, Does.Contain("[preflight] expected at least 100000 processors on host1, found "));
        });
    }

    [Test]
    public async Task An_environment_names_them_relative_to_its_file()
    {
        var environment = Path.Combine(_harness.Folder, "here.yaml");
        File.Copy(Assembly, Path.Combine(_harness.Folder, "MyLab.Steps.dll"));
        await File.WriteAllTextAsync(
            environment, "name: here\nbindings: [MyLab.Steps.dll]\nhosts: [{ name: host1, connection: local }]\n");

        var result = await _harness.RunAsync("validate", Feature, "--env", environment);

        Assert.That(result.Output, Does.Contain("2 scenarios and 1 environments are right"), result.Error);
    }

    [Test]
    public async Task Are_listed_with_their_summaries()
    {
        var result = await _harness.RunAsync("steps", "--steps", Assembly);
        Assert.That(
            result.Output,
            Does.Contain("Processor\n  Then {word} has at least {int} processor(s)\n      Counts the processors that are online")
                .And.Contain("When {word} reboots"),
            result.Error);
    }

    [Test]
    public async Task Without_them_their_steps_are_undefined()
    {
        var result = await _harness.RunAsync("validate", Feature);
        Assert.That(
            result.Error, Does.Contain("processors.feature:6:5: no step definition for 'Then host1 has at least 1 processor'"));
    }

    [TestCase("no.dll", "", "no.dll cannot be used: ")]
    [TestCase("text.dll", "this is text", "text.dll cannot be used: the file is not a .NET assembly")]
    public async Task A_file_that_is_no_assembly_of_steps_is_one_error(string name, string text, string expected)
    {
        var file = Path.Combine(_harness.Folder, name);
        if (text.Length > 0)
            await File.WriteAllTextAsync(file, text);

        var result = await _harness.RunAsync("validate", Feature, "--steps", file);

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(
                result.Error.Trim(),
                Does.StartWith("[config] the step assembly ").And.Contain(expected).And.Not.Contain("   at "));
        });
    }

    [Test]
    public async Task An_assembly_without_step_classes_is_one_error()
    {
        var other = typeof(HarnessProcess).Assembly.Location;
        var result = await _harness.RunAsync(
            "validate", Feature, "--steps", Path.Combine(Path.GetDirectoryName(other)!, "System.CommandLine.dll"));
        Assert.That(
            result.Error,
            Does.Contain("System.CommandLine.dll cannot be used: the assembly has no class with Reqnroll's attribute [Binding]"));
    }
}
