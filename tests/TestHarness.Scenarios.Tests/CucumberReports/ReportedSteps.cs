using Reqnroll;
using Reqnroll.UnitTestProvider;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.CucumberReports;

[Binding]
public sealed class ReportedSteps(IReqnrollOutputHelper output, IUnitTestRuntimeProvider runtime)
{
    [Given("a step passes")]
    [When("a step passes")]
    public void Passes() => Log.Add("passed");

    [When("a step fails")]
    public void Fails() => throw new InvalidOperationException("no good");

    [When("a step is skipped")]
    public void IsSkipped() => runtime.TestIgnore("no device");

    [When("a step is pending")]
    public void IsPending() => throw new PendingStepException();

    [When("either")]
    public void Either() => Log.Add("either");

    [When("either")]
    public void Or() => Log.Add("or");

    [When("the number {word}")]
    public void TheNumber(Number number) => Log.Add(number);

    [When("it says {string}")]
    public void ItSays(string text) => output.WriteLine(text);

    [When("{int} bytes are attached")]
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
