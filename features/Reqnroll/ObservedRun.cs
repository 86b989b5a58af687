using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Reqnroll.Bindings;
using Reqnroll.Bindings.Reflection;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using HookBinding = TestHarness.Scenarios.Registry.HookBinding;

namespace TestHarness.Features;

/// <summary>A run of Reqnroll as an observer of the built-in engine sees one. Scenarios run one after the other.</summary>
internal sealed class ObservedRun(RunOptions options, ImmutableArray<FeaturePlan> plans)
{
    private readonly List<ScenarioResult> _results = [];
    private readonly List<Exception> _hookErrors = [];
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly Stopwatch _hookWatch = new();
    private FeaturePlan? _feature;

    public IRunObserver Observer { get; } = options.Observers.Single();

    /// <summary>The scenario that runs.</summary>
    public ObservedScenario? Scenario { get; private set; }

    public void Start() => Observer.RunStarted(_start);

    public void Finish() => Observer.RunFinished(new(_start, DateTimeOffset.UtcNow - _start, [.. _results], [], [.. _hookErrors], IsCancelled: false));

    public void StartFeature(FeatureInfo info)
    {
        _feature = plans.Single(plan => plan.Header.Title == info.Title && IsIn(plan.Header.Folder, info.FolderPath));
        Observer.FeatureStarted(_feature.Header);
    }

    public void FinishFeature(Exception? error) => Observer.FeatureFinished(
        new(_feature!.Header, [.. _results.Where(result => result.Scenario.Feature == _feature.Header)], error));

    public void StartScenario(ScenarioInfo info)
    {
        var values = info.Arguments.Values.Cast<object>().Select(value => $"{value}").ToArray();
        var fitting = _feature!.Scenarios
            .Where(plan => plan.OutlineTitle == info.Title && plan.Arguments.Select(argument => argument.Value).SequenceEqual(values))
            .ToArray();
        var plan = fitting.FirstOrDefault(plan => _results.All(result => result.Scenario != plan)) ?? fitting[0];
        Scenario = new ObservedScenario(plan, Observer);
    }

    public void FinishScenario()
    {
        _results.Add(Scenario!.Finish(options.Strict));
        Scenario = null;
    }

    public void StartHook(IHookBinding binding)
    {
        _hookWatch.Restart();
        Observer.HookStarted(Hook(binding));
    }

    public void FinishHook(IHookBinding binding, Exception? exception)
    {
        var error = exception is null ? null : ObservedError.Of(exception);
        var duration = _hookWatch.Elapsed;
        Observer.HookFinished(new(Hook(binding), Outcomes.Of(error), DateTimeOffset.UtcNow - duration, duration, error));
        if (error is null)
            return;
        if (Scenario is not null)
            Scenario.Note(error);
        else
            _hookErrors.Add(error);
    }

    private static HookBinding Hook(IHookBinding binding) =>
        new(Enum.Parse<Scenarios.HookType>($"{binding.HookType}"), binding.HookOrder, Method(binding.Method), []);

    public static MethodInfo Method(IBindingMethod method) => ((RuntimeBindingMethod)method).MethodInfo;

    /// <summary>Reqnroll's folder is that of the project, ours that of the copies beside the assembly.</summary>
    private static bool IsIn(string folder, string generatedFor) =>
        folder.EndsWith($"/{generatedFor}", StringComparison.Ordinal) || folder == FeatureFolder.Name && generatedFor is "" or FeatureFolder.Name;
}
