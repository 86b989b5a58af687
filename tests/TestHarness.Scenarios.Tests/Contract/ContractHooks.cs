using Reqnroll;
using Reqnroll.UnitTestProvider;

namespace TestHarness.Scenarios.Tests.Contract;

[Binding]
public sealed class ContractHooks(ContractLog log, IReqnrollOutputHelper output, IUnitTestRuntimeProvider runtime)
{
    [BeforeTestRun]
    public static void BeforeRun()
    {
    }

    [BeforeFeature("contract")]
    public static Task BeforeFeature() => Task.CompletedTask;

    [AfterFeature("contract")]
    public static void AfterFeature()
    {
    }

    [BeforeScenario("hooks", Order = 2)]
    public void BeforeSecond() => log.Add("before 2");

    [BeforeScenario("hooks", Order = 1)]
    public void BeforeFirst() => log.Add("before 1");

    [BeforeScenarioBlock("hooks")]
    public void BeforeBlock() => log.Add("before scenario block");

    [AfterScenarioBlock("hooks")]
    public void AfterBlock() => log.Add("after scenario block");

    [BeforeStep("hooks")]
    public void BeforeStep() => log.Add("before step");

    [AfterStep("hooks")]
    public void AfterStep() => log.Add("after step");

    [AfterScenario("hooks")]
    public void After() => output.WriteLine(log.Text);

    [BeforeScenario("hook-fails")]
    public void Fails() => throw new InvalidOperationException("the hook");

    [BeforeScenario("hook-skips")]
    public void Skips() => runtime.TestIgnore("the hook says so");

    [AfterScenario("hook-fails-after")]
    public void FailsAfter() => throw new InvalidOperationException("the hook after");
}
