using System.Reflection;
using Reqnroll.Analytics;
using Reqnroll.Bindings;
using Reqnroll.BoDi;
using Reqnroll.Configuration;
using Reqnroll.Events;
using Reqnroll.Infrastructure;
using Reqnroll.Plugins;
using Reqnroll.Tracing;
using Reqnroll.UnitTestProvider;
using TestHarness.Scenarios.CucumberReports;

namespace TestHarness.Scenarios.Runtime;

/// <summary>
/// The builder of Reqnroll's containers with the harness's own parts. It loads no plug-ins that happen to be beside the program,
/// writes nothing to the console, and sends nothing to Reqnroll's makers.
/// </summary>
internal sealed class RuntimeBuilder : ContainerBuilder
{
    private const string ProviderName = "testharness";

    protected override void LoadPlugins(
        IRuntimeConfigurationProvider configurationProvider,
        ObjectContainer container,
        RuntimePluginEvents runtimePluginEvents,
        ReqnrollConfiguration reqnrollConfiguration,
        UnitTestProviderConfiguration unitTestProviderConfigration,
        Assembly testAssembly)
    {
        unitTestProviderConfigration.UseUnitTestProvider(ProviderName);
        runtimePluginEvents.RegisterGlobalDependencies += (_, global) => Register(global.ObjectContainer);
        runtimePluginEvents.CustomizeTestThreadDependencies += (_, thread) => Customize(thread.ObjectContainer);
    }

    protected override void RegisterDefaults(ObjectContainer container)
    {
        base.RegisterDefaults(container);
        container.RegisterTypeAs<NullListener, ITraceListener>();
    }

    private static void Register(ObjectContainer container)
    {
        container.RegisterTypeAs<SkipProvider, IUnitTestRuntimeProvider>(ProviderName);
        container.RegisterTypeAs<GatedInvoker, IAsyncBindingInvoker>();
        container.RegisterTypeAs<QuotedArguments, IMatchArgumentCalculator>();
        container.RegisterTypeAs<BindingObjects, ITestObjectResolver>();
        container.RegisterTypeAs<NoTelemetry, IAnalyticsRuntimeTelemetryService>();
        CucumberFormatters.Register(container);
    }

    private static void Customize(ObjectContainer thread)
    {
        var listener = new LaneListener();
        thread.RegisterTypeAs<NullListener, ITraceListener>();
        thread.RegisterInstanceAs(listener);
        thread.RegisterInstanceAs<IReqnrollAttachmentHandler>(listener);
        thread.Resolve<ITestThreadExecutionEventPublisher>().AddListener(listener);
    }
}
