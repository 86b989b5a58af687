using Reqnroll;
using Reqnroll.UnitTestProvider;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Allure;

[Binding]
public sealed class AllureSteps(IReqnrollOutputHelper output, IUnitTestRuntimeProvider runtime)
{
    [BeforeFeature]
    public static void BeforeFeature() => Log.Add("feature");

    [BeforeScenario]
    public void Before() => Log.Add("before");

    [AfterScenario]
    public void After() => output.WriteLine("after");

    [Given("a file {int}")]
    public void WithFile(int n, DataTable table)
    {
        var folder = Directory.CreateTempSubdirectory("evidence-").FullName;
        var file = Path.Combine(folder, "evidence.log");
        File.WriteAllText(file, $"file {n}");
        output.AddAttachment(file);
        Directory.Delete(folder, recursive: true);
        output.WriteLine("wrote {0}", table.Rows[0]["a"]);
    }

    [Then("it passes")]
    public void Passes() => Log.Add("passes");

    [Then("it fails")]
    public void Fails() => throw new InvalidOperationException("no good");

    [Then("it skips")]
    public void Skips() => runtime.TestIgnore("no device");

    [Then("the rest")]
    public void Rest() => Log.Add("rest");
}
