using TestHarness.Cli.Commands;
using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Terminals;

/// <summary>The output of each command fits the width of the terminal or file that it is written to.</summary>
public sealed class CommandWidthTests
{
    private const string Before = "20260101-030405-aaaa";
    private const string After = "20260102-030405-bbbb";

    /// <summary>
    /// The commands of which this class tests the output, by what it tests: a command of which nothing is listed here fails.
    /// </summary>
    private static readonly Dictionary<string, string> Tested = new()
    {
        ["run"] = "the table of the summary, by RunSummaryTests and TextTableTests; a run's own lines are not folded",
        ["runs"] = nameof(Output_fits_the_width),
        ["report"] = "writes files",
        ["list"] = nameof(Output_fits_the_width),
        ["check"] = nameof(Output_fits_the_width),
        ["compare"] = nameof(Output_fits_the_width),
        ["validate"] = "lines with the places of mistakes, which editors and CI systems read line by line",
        ["import"] = "writes a feature file",
        ["steps"] = nameof(Output_fits_the_width),
        ["setup"] = "lines of commands",
        ["lab"] = "tables, by TableWidthTests",
        ["test"] = "the output of dotnet test",
        ["bench"] = "tables, by TableWidthTests",
        ["ci"] = "a table, by TableWidthTests",
        ["clean"] = "lines of undone entries",
    };

    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    [Test]
    public void Each_command_has_its_test() =>
        Assert.That(HarnessCommand.Create().Subcommands.Select(command => command.Name), Is.EquivalentTo(Tested.Keys));

    [Test]
    public async Task Output_fits_the_width(
        [Values("check", "list", "steps", "runs", "compare")] string command, [Values(60, 100, 180)] int width)
    {
        _harness.Variables["COLUMNS"] = $"{width}";
        var lines = await RunAsync(command);
        Assert.That(OutputWidth.TooWide(lines, width), Is.Empty);
        Assert.That(lines, Has.Length.GreaterThan(1));
    }

    [TestCase("check")]
    [TestCase("steps")]
    [TestCase("runs")]
    [TestCase("compare")]
    public async Task Output_without_a_chosen_width_has_at_most_120_columns(string command)
    {
        _harness.Variables["COLUMNS"] = "";
        Assert.That(OutputWidth.TooWide(await RunAsync(command), 120), Is.Empty);
    }

    [Test]
    public async Task A_list_without_a_chosen_width_has_a_line_for_each_scenario()
    {
        _harness.Variables["COLUMNS"] = "";
        Assert.That(await RunAsync("list"), Has.All.Contains(".feature:"));
    }

    private async Task<string[]> RunAsync(string command)
    {
        var result = await _harness.RunAsync(command switch
        {
            "check" => ["check", "--env", HarnessProcess.Fixture("no-qemu.yaml")],
            "runs" => Recorded("runs"),
            "compare" => Recorded("compare", Before, After),
            _ => [command],
        });
        Assert.That(result.ExitCode, Is.LessThan(2), result.Error);
        return result.Output.TrimEnd('\n').Split('\n');
    }

    private string[] Recorded(params string[] words)
    {
        double[] quick = [.. Enumerable.Range(0, 10).Select(leg => 40.0 + leg)], slow = [.. quick.Select(each => 3 * each)];
        var title = $"A scenario with a title that is as long as {string.Join(" and ", Enumerable.Repeat("a title", 20))}";
        RunRecords.Write(_harness.Reports, Before, Lines(quick, isFailed: false));
        RunRecords.Write(_harness.Reports, After, Lines(slow, isFailed: true));
        return words;

        IEnumerable<Reports.Records.ScenarioLine> Lines(double[] downtimes, bool isFailed) =>
        [
            RunRecords.Scenario(1, isFailed: false, downtimes) with { Title = title },
            RunRecords.Scenario(2, isFailed) with { Title = title, Message = isFailed ? title : null },
        ];
    }
}
