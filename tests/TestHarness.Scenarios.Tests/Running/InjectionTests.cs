using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Running;

public sealed class InjectionTests
{
    [SetUp]
    public void Clear() => Log.Clear();

    [Test]
    public async Task Step_classes_of_a_scenario_share_an_object_and_the_next_scenario_has_its_own()
    {
        var result = await Engine.RunAsync(
            "Feature: F\n  Scenario: A\n    Given a counts\n    And b counts\n  Scenario: B\n    Given b counts", typeof(A), typeof(B));
        Assert.That(result.IsSuccess, $"{result.Scenarios[0].Error}");
        Assert.That(Log.All.Where(e => e.StartsWith("count", StringComparison.Ordinal)), Is.EqualTo(new[] { "count 1", "count 2", "count 1" }));
    }

    [Test]
    public async Task Disposes_in_reverse_order_after_the_hooks()
    {
        await Engine.RunAsync("Feature: F\n  Scenario: A\n    Given a counts", typeof(A));
        Assert.That(Log.All, Is.EqualTo(new[] { "count 1", "after", "disposed a", "disposed counter" }));
    }

    [Test]
    public async Task A_failing_disposal_fails_the_scenario()
    {
        var result = await Engine.RunStepsAsync("Given a leak", typeof(Leaky));
        Assert.That(result.Outcome, Is.EqualTo(Outcome.Failed));
        Assert.That(result.Error!.Message, Is.EqualTo("still open"));
    }

    [Test]
    public async Task Scenarios_use_what_a_run_hook_registered()
    {
        var result = await Engine.RunStepsAsync("Given the service", typeof(UsesService));
        Assert.That(Log.All, Is.EqualTo(new[] { "service of the run" }), $"{result.Error}");
    }

    [Test]
    public async Task Says_what_cannot_be_made_and_for_whom()
    {
        var result = await Engine.RunStepsAsync("Given nobody", typeof(NeedsUnknown));
        Assert.That(result.Error!.Message, Does.Contain("cannot make a IService (NeedsUnknown needs IService)"));
    }

    [Test]
    public async Task Says_when_classes_need_each_other()
    {
        var result = await Engine.RunStepsAsync("Given a circle", typeof(Circle));
        Assert.That(result.Error!.Message, Is.EqualTo("circular dependency: Circle needs Other needs Circle"));
    }

    public sealed class Counter : IAsyncDisposable
    {
        private int value;

        public void Count() => Log.Add($"count {++value}");

        public ValueTask DisposeAsync()
        {
            Log.Add("disposed counter");
            return ValueTask.CompletedTask;
        }
    }

    [Binding]
    public sealed class A(Counter counter) : IDisposable
    {
        [Given("a counts")]
        public void Counts() => counter.Count();

        [AfterScenario]
        public void After() => Log.Add("after");

        public void Dispose() => Log.Add("disposed a");
    }

    public sealed class Middle(Counter counter)
    {
        public Counter Counter { get; } = counter;
    }

    [Binding]
    public sealed class B(Middle middle)
    {
        [Given("b counts")]
        public void Counts() => middle.Counter.Count();
    }

    [Binding]
    public sealed class Leaky : IDisposable
    {
        [Given("a leak")]
        public void Leak() => Log.Add("leak");

        public void Dispose() => throw new InvalidOperationException("still open");
    }

    public interface IService
    {
        string Name { get; }
    }

    public sealed record Service(string Name) : IService;

    [Binding]
    public sealed class UsesService(IService service)
    {
        [BeforeTestRun]
        public static void Register(IObjectContainer container) => container.RegisterInstanceAs<IService>(new Service("service of the run"));

        [Given("the service")]
        public void TheService() => Log.Add(service.Name);
    }

    [Binding]
    public sealed class NeedsUnknown(IService service)
    {
        [Given("nobody")]
        public void Nobody() => Log.Add(service);
    }

    [Binding]
    public sealed class Circle(Other other)
    {
        [Given("a circle")]
        public void Run() => Log.Add(other);
    }

    public sealed class Other(Circle circle)
    {
        public Circle Circle { get; } = circle;
    }
}
