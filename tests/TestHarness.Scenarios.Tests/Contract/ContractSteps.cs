using Reqnroll;
using Reqnroll.UnitTestProvider;

namespace TestHarness.Scenarios.Tests.Contract;

[Binding]
public sealed class ContractSteps(ContractLog log, IReqnrollOutputHelper output, IUnitTestRuntimeProvider runtime)
{
    private string _heard = "";

    [Given("a lab of {int} host(s)")]
    public void GivenALab(int hosts) => log.Add(hosts == 2 ? "lab" : $"{hosts} hosts");

    [Given("a device")]
    public async Task GivenADevice()
    {
        await Task.Yield();
        log.Add("device");
    }

    [When("{string} and {word} are given {int} times")]
    public void WhenGiven(string text, string word, int times) =>
        _heard = $"{text}, {word}, {times}";

    [Then("the hosts/host heard {string}, {word}")]
    public void ThenHeard(string text, string word) => Check($"{text}, {word}, 3", _heard);

    [When("these move:")]
    public void WhenTheseMove(Moves moves)
    {
        foreach (var move in moves.All)
            log.Add(move);
    }

    [When(@"^(\d+) go by ""(.*)""$")]
    public void WhenTheyGo(int count, string way, DataTable table)
    {
        Check(way, table.Rows[0]["way"]);
        log.Add(string.Join('\n', Enumerable.Repeat(way, count)));
    }

    [Then("the log says")]
    public void ThenTheLogSays(string text) => Check(text.ReplaceLineEndings("\n"), log.Text);

    [Then("the log has {int} lines")]
    public void ThenTheLogHas(int lines) => Check($"{lines + 1}", $"{log.Text.Split('\n').Length}");

    [When("it runs")]
    [Then("it runs")]
    public void WhenItRuns() => log.Add("ran");

    [When("a file with {string} is attached")]
    public void WhenAFileIsAttached(string text)
    {
        output.WriteLine("attaching");
        var file = Path.Combine(Directory.CreateTempSubdirectory("contract-").FullName, "evidence.log");
        File.WriteAllText(file, text);
        output.AddAttachment(file);
    }

    [When("it fails with {string}")]
    public void WhenItFails(string message) => throw new InvalidOperationException(message);

    [When("it is skipped as {string}")]
    public void WhenItIsSkipped(string reason) => runtime.TestIgnore(reason);

    [When("it is pending")]
    public void WhenItIsPending() => throw new PendingStepException("not written yet");

    [When("the number {string} is read")]
    public void WhenTheNumberIsRead(Number number) => log.Add($"{number.Value}");

    private static void Check(string expected, string found)
    {
        if (expected != found)
            throw new InvalidOperationException($"expected '{expected}', found '{found}'");
    }
}
