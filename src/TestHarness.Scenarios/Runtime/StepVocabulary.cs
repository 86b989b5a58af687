using System.Collections.Immutable;
using System.Reflection;
using Reqnroll;
using Reqnroll.Bindings;
using Reqnroll.Bindings.Discovery;
using Reqnroll.BoDi;
using Reqnroll.UnitTestProvider;
using TestHarness.Scenarios.Checking;
using TestHarness.Scenarios.CucumberReports;

namespace TestHarness.Scenarios.Runtime;

/// <summary>The step classes that scenarios can use, in Reqnroll, which runs them.</summary>
public sealed class StepVocabulary : IDisposable
{
    private readonly IObjectContainer _container;
    private readonly RuntimeBuilder _builder = new();
    private readonly Lazy<StepCheck> _check;

    private StepVocabulary(ImmutableArray<Assembly> assemblies)
    {
        Assemblies = assemblies;
        _container = _builder.CreateGlobalContainer(assemblies[0], new RuntimeConfiguration());
        var bindings = _container.Resolve<IRuntimeBindingRegistryBuilder>();
        foreach (var assembly in assemblies)
            bindings.BuildBindingsFromAssembly(assembly);
        bindings.BuildingCompleted();
        Registry = _container.Resolve<IBindingRegistry>();
        _check = new Lazy<StepCheck>(() => new StepCheck(this));
    }

    /// <summary>The assemblies of the step classes.</summary>
    public ImmutableArray<Assembly> Assemblies { get; }

    internal IBindingRegistry Registry { get; }

    internal StepCheck Check => _check.Value;

    /// <summary>Finds the step classes, hooks and transformations of assemblies.</summary>
    /// <exception cref="StepDefinitionException">
    /// A step definition cannot be used as it is written; all of them are named.
    /// </exception>
    public static StepVocabulary Load(params ImmutableArray<Assembly> assemblies)
    {
        var vocabulary = new StepVocabulary(assemblies);
        return vocabulary.Registry.GetErrorMessages().Select(error => error.Message).ToArray() is { Length: > 0 } errors
            ? throw new StepDefinitionException(string.Join(Environment.NewLine, errors))
            : vocabulary;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_check.IsValueCreated)
            _check.Value.Dispose();
        _container.Dispose();
    }

    /// <summary>Makes a container in which one scenario runs at a time.</summary>
    internal IObjectContainer NewThread() => _builder.CreateTestThreadContainer(_container);

    /// <summary>Sets the options of a run, for the lanes that are made afterwards.</summary>
    /// <param name="reports">The files of Cucumber's reports; null when the run writes none.</param>
    internal void StartRun(bool strict, CucumberReport? reports)
    {
        ((SkipProvider)_container.Resolve<IUnitTestRuntimeProvider>()).Strict = strict;
        if (reports is not null)
            CucumberFormatters.Start(_container, reports);
    }

    /// <summary>Releases the reports' data of a feature.</summary>
    internal Task EndFeatureAsync(FeatureInfo feature) => CucumberFormatters.EndAsync(_container, feature);
}
