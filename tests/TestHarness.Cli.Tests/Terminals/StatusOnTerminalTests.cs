using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Terminals;

/// <summary>The lines under the output of a run, on a pseudo-terminal and elsewhere.</summary>
public sealed class StatusOnTerminalTests
{
    private const string EraseBelow = "\e[J";
    private const string Status = "of 3 scenarios: ";

    private FileScenarios _scenarios = null!;
    private string[] _run = [];

    [SetUp]
    public void Start()
    {
        _scenarios = new FileScenarios();
        _scenarios.Harness.Variables["CI"] = "";
        _scenarios.Make("A");
        _run = _scenarios.Words(_scenarios.WriteLetters("ABC"));
    }

    [TearDown]
    public void End() => _scenarios.Dispose();

    [Test]
    public async Task A_terminal_shows_the_status_under_the_output_and_keeps_none_of_it()
    {
        var result = await _scenarios.Harness.RunOnTerminalAsync(_run);

        await using var screen = new Screen(80);
        screen.Write(result.Output.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Output);
            Assert.That(result.Output, Does.Contain(Status).And.Contain(EraseBelow));
            Assert.That(screen.Rows, Has.None.Contains(Status));
            Assert.That(screen.Rows.Count(row => row.StartsWith("[2/3] B", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(screen.Rows, Has.Member("1 passed, 2 failed, 0 skipped"));
        });
    }

    [TestCase("NO_COLOR", "1")]
    [TestCase("TERM", "dumb")]
    [TestCase("CI", "true")]
    public async Task A_terminal_that_wants_plain_lines_gets_no_control_sequence(string variable, string value)
    {
        _scenarios.Harness.Variables[variable] = value;

        var result = await _scenarios.Harness.RunOnTerminalAsync(_run);

        var lines = result.Output.Replace("\r\n", "\n", StringComparison.Ordinal);
        Assert.That(lines, Does.Contain("[3/3] C").And.Not.Contain(Status));
        Assert.That(lines.Where(character => character is '\e' or '\r'), Is.Empty);
    }

    [Test]
    public async Task A_pipe_gets_no_control_sequence()
    {
        var result = await _scenarios.Harness.RunAsync(_run);
        Assert.That(result.Output, Does.Contain("[3/3] C").And.Not.Contain(Status));
        Assert.That((result.Output + result.Error).Where(character => character is '\e' or '\r'), Is.Empty);
    }

    [Test]
    public async Task A_quiet_run_shows_no_status()
    {
        var result = await _scenarios.Harness.RunOnTerminalAsync([.. _run, "--quiet"]);
        Assert.That(result.Output, Does.Contain("1 passed, 2 failed").And.Not.Contain(Status).And.Not.Contain(EraseBelow));
    }
}
