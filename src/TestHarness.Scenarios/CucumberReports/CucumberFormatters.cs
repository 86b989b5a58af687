using Reqnroll;
using Reqnroll.Bindings;
using Reqnroll.BoDi;
using Reqnroll.Formatters;
using Reqnroll.Formatters.Configuration;
using Reqnroll.Formatters.ExecutionTracking;
using Reqnroll.Formatters.PayloadProcessing.Cucumber;
using Reqnroll.Formatters.PubSub;
using Reqnroll.Plugins;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>Reqnroll's formatters, which write the reports of a run.</summary>
internal static class CucumberFormatters
{
    /// <summary>Registers the formatters; they write nothing until <see cref="Start"/>.</summary>
    public static void Register(ObjectContainer container)
    {
        container.RegisterTypeAs<ReportConfiguration, IFormattersConfigurationProvider>();
        container.RegisterTypeAs<ShownMessageFormatter, ICucumberMessageFormatter>("message");
        container.RegisterTypeAs<ShownHtmlFormatter, ICucumberMessageFormatter>("html");
        container.RegisterTypeAs<BoundedMessageFactory, ICucumberMessageFactory>();
        container.RegisterTypeAs<ScenarioTrackers, IPickleExecutionTrackerFactory>();
    }

    /// <summary>Starts the reports of a run.</summary>
    public static void Start(IObjectContainer container, CucumberReport report)
    {
        container.RegisterInstanceAs(report);
        ((ReportConfiguration)container.Resolve<IFormattersConfigurationProvider>()).Report = report;
        container.Resolve<ICucumberMessagePublisher>().Initialize(container.Resolve<RuntimePluginEvents>());
        // The publisher collects the step definitions when the registry reports that it is ready. That was before the publisher
        // started, so it is reported again.
        container.Resolve<IBindingRegistry>().Ready = true;
    }

    /// <summary>Releases the reports' data of a feature; no scenario of the feature may follow.</summary>
    public static async Task EndAsync(IObjectContainer container, FeatureInfo feature)
    {
        var features = ((CucumberMessagePublisher)container.Resolve<ICucumberMessagePublisher>()).StartedFeatures;
        if (!features.TryGetValue(feature, out var started))
            return;
        var tracker = await started.Value;
        await tracker.FinalizeTracking();
        var ended = Task.FromResult<IFeatureExecutionTracker>(new EndedFeature(tracker));
        features[feature] = new Lazy<Task<IFeatureExecutionTracker>>(() => ended);
    }
}
