using TestHarness.Cli.Commands;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Commands;

[NonParallelizable]
internal sealed class TestCommandTests
{
    private string? _before;

    [SetUp]
    public void Keep() => _before = Environment.GetEnvironmentVariable(RunSettings.ReportsVariable);

    [TearDown]
    public void Restore() => Environment.SetEnvironmentVariable(RunSettings.ReportsVariable, _before);

    [TestCase(null, "reports/tests")]
    [TestCase("/chosen", "/chosen")]
    public void Tests_leave_the_reports_of_runs_alone(string? chosen, string expected)
    {
        Environment.SetEnvironmentVariable(RunSettings.ReportsVariable, chosen);

        TestCommand.KeepReportsOfRuns();

        Assert.That(RunSettings.Reports, Is.EqualTo(Path.Combine(RunSettings.Root, expected)));
    }
}
