using Reqnroll.Events;
using Reqnroll.Plugins;

[assembly: RuntimePlugin(typeof(TestHarness.Features.Plugin))]

namespace TestHarness.Features;

/// <summary>Has Reqnroll tell of its run what the built-in engine tells of its own.</summary>
internal sealed class Plugin : IRuntimePlugin
{
    private const string TelemetryVariable = "REQNROLL_TELEMETRY_ENABLED";

    public void Initialize(
        RuntimePluginEvents runtimePluginEvents,
        RuntimePluginParameters runtimePluginParameters,
        UnitTestProviderConfiguration unitTestProviderConfiguration)
    {
        // A lab harness sends nothing about its runs to anyone who did not ask for it.
        if (Environment.GetEnvironmentVariable(TelemetryVariable) is null)
            Environment.SetEnvironmentVariable(TelemetryVariable, "0");

        var options = RunParameters.Start();
        var run = new ObservedRun(options, FeatureFolder.Features.Features);
        runtimePluginEvents.CustomizeTestThreadDependencies += (_, thread) =>
            thread.ObjectContainer.Resolve<ITestThreadExecutionEventPublisher>().AddListener(new Listener(run));
        runtimePluginEvents.CustomizeScenarioDependencies += (_, scenario) =>
        {
            if (options.Strict)
                scenario.ObjectContainer.RegisterInstanceAs<IUnitTestRuntimeProvider>(new StrictRuntimeProvider());
        };
    }
}
