using Reqnroll;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Tests.Contract;

/// <summary>Bindings for what an engine does around steps.</summary>
[Binding]
public sealed class EngineSteps(IReqnrollOutputHelper output, ScenarioCancellation cancellation)
{
    private static int _running;
    private static TaskCompletionSource _together = new();

    /// <summary>Cancels the run.</summary>
    internal static Action Cancel { get; set; } = () => { };

    internal static void Reset() =>
        (_running, _together) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    [Given("a step")]
    [When("a step")]
    [Then("a step")]
    public void Step()
    {
    }

    [When("the run is cancelled while this step runs")]
    public async Task Hang()
    {
        Cancel();
        await new TaskCompletionSource().Task.WaitAsync(cancellation.Token);
    }

    /// <summary>Ends when two scenarios are in this step at the same time.</summary>
    [When("scenario {int} waits for the other")]
    public async Task Meet(int number)
    {
        if (Interlocked.Increment(ref _running) == 2)
            _together.SetResult();
        await _together.Task.WaitAsync(TimeSpan.FromSeconds(30));
        output.WriteLine($"scenario {number} met the other");
    }

    [When("where it is")]
    public void Anywhere() => output.WriteLine("anywhere");

    [Scope(Tag = "scoped")]
    [When("where it is")]
    public void InScope() => output.WriteLine("in the scope of @scoped");

    [Scope(Tag = "scoped")]
    [When("only in scope")]
    public void OnlyInScope() => output.WriteLine("in the scope alone");

    [AfterScenario]
    public void After() => output.WriteLine("after the scenario");
}

[Binding]
public static class FailingRunHook
{
    [BeforeTestRun]
    public static void Before() => throw new InvalidOperationException("before the run");
}

[Binding]
public static class FailingFeatureHook
{
    [BeforeFeature]
    public static void Before() => throw new InvalidOperationException("before the feature");
}

[Binding]
public static class FailingHooksAfter
{
    [AfterFeature]
    public static void AfterFeature() => throw new InvalidOperationException("after the feature");

    [AfterTestRun]
    public static void AfterRun() => throw new InvalidOperationException("after the run");
}

/// <summary>What a step class holds is disposed of at the scenario's end.</summary>
public sealed class FailsToEnd : IDisposable
{
    public void Dispose() => throw new InvalidOperationException("disposing failed");
}

[Binding]
public sealed class StepsThatHoldIt(FailsToEnd held)
{
    [Given("something is held that fails to end")]
    public void GivenItIsHeld() => ArgumentNullException.ThrowIfNull(held);
}

[Binding]
public sealed class GermanSteps
{
    [Given("ein Gast")]
    public void Guest()
    {
    }

    [Then("läuft er")]
    public void Runs()
    {
    }
}
