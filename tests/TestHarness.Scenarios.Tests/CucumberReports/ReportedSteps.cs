using Reqnroll;
using Reqnroll.UnitTestProvider;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.CucumberReports;

[Binding]
public sealed class ReportedSteps(IReqnrollOutputHelper output, IUnitTestRuntimeProvider runtime)
{
    [Given("a step passes")]
    public void Passes() => Log.Add("passed");

    [Given("a step fails")]
    public void Fails() => throw new InvalidOperationException("no good");

    [Given("a step is skipped")]
    public void IsSkipped() => runtime.TestIgnore("no device");

    [Given("a step is pending")]
    public void IsPending() => throw new PendingStepException();

    [Given("either")]
    public void Either() => Log.Add("either");

    [Given("either")]
    public void Or() => Log.Add("or");

    [Given("the number {word}")]
    [When("the number {word}")]
    public void TheNumber(Number number) => Log.Add(number);

    [Given("it says {string}")]
    public void ItSays(string text) => output.WriteLine(text);

    [Given("{int} bytes are attached")]
    public void AreAttached(int count)
    {
        var folder = Directory.CreateTempSubdirectory("attached-");
        var file = Path.Combine(folder.FullName, "evidence.log");
        File.WriteAllText(file, $"{new string('x', count - 1)}.");
        output.AddAttachment(file);
        folder.Delete(recursive: true);
    }

    [StepArgumentTransformation]
    public static Number ReadNumber(string text) => throw new FormatException($"'{text}' is no number");
}

public sealed record Number(int Value);
