using Reqnroll.Analytics;

namespace TestHarness.Scenarios.Runtime;

/// <summary>Tells nobody that a project runs: Reqnroll's makers would be told otherwise.</summary>
internal sealed class NoTelemetry : IAnalyticsRuntimeTelemetryService
{
    public void SendProjectRunningEvent()
    {
    }

    public void SendFeatureUseEvent(string featureName, Dictionary<string, string> properties, Dictionary<string, double> metrics)
    {
    }
}
